using System.Globalization;
using GitProto.Protocol;
using GitProto.Tracing;

namespace GitProto.Proxying;

/// <summary>Breaks one packet of a conversation, or all. It counts packets, so each conversation needs its own.</summary>
/// <param name="kind">How.</param>
/// <param name="sender">Whose packets.</param>
/// <param name="packet">Which packet of that side, counted from 1; 0 for all of them, which only <see cref="ProxyFaultKind.Delay"/> and <see cref="ProxyFaultKind.DropLf"/> can do. Null for 1, or for all where that is possible.</param>
/// <param name="delay">How long <see cref="ProxyFaultKind.Delay"/> holds it back; null for a second.</param>
public sealed class ProxyFault(ProxyFaultKind kind, Role sender, int? packet = null, TimeSpan? delay = null) : IPacketFault
{
    private const int MaxDelay = 600_000;
    private static readonly Dictionary<string, ProxyFaultKind> Kinds = new()
    {
        ["truncate"] = ProxyFaultKind.Truncate,
        ["cut"] = ProxyFaultKind.Cut,
        ["err"] = ProxyFaultKind.Err,
        ["delay"] = ProxyFaultKind.Delay,
        ["drop-lf"] = ProxyFaultKind.DropLf,
    };
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly int at = packet ?? (IsForAll(kind) ? 0 : 1);
    private int seen;

    /// <inheritdoc/>
    public Role Sender => sender;

    /// <summary>Reads <c>KIND[:SIDE[:N[:MS]]]</c>: a kind, the side (<c>client</c> or <c>server</c>, which is the default), the packet and, for <c>delay</c>, milliseconds up to 600000.</summary>
    /// <exception cref="ArgumentException">It is none; the message says what was expected.</exception>
    public static ProxyFault Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(':');
        if (!Kinds.TryGetValue(words[0], out var kind))
            throw Wrong(text, $"'{Escape.ForDisplay(words[0])}' is no fault; expected: {string.Join(", ", Kinds.Keys)}");
        var sender = words.ElementAtOrDefault(1) switch
        {
            null or "server" => Role.Server,
            "client" => Role.Client,
            var other => throw Wrong(text, $"'{Escape.ForDisplay(other)}' is no side; expected: client or server"),
        };
        var packet = words.Length > 2 ? Number(text, words[2], IsForAll(kind) ? 0 : 1, int.MaxValue) : (int?)null;
        if (words.Length > (kind == ProxyFaultKind.Delay ? 4 : 3))
            throw Wrong(text, "it has more parts than that; expected: KIND[:SIDE[:N]], and for delay KIND[:SIDE[:N[:MS]]]");
        return new ProxyFault(kind, sender, packet, words.Length > 3 ? TimeSpan.FromMilliseconds(Number(text, words[3], 0, MaxDelay)) : null);
    }

    /// <inheritdoc/>
    public FaultAction Decide(byte[] packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        seen++;
        if (at != 0 && seen != at)
            return FaultAction.Pass(packet);
        return kind switch
        {
            ProxyFaultKind.Truncate => new(packet[..(packet.Length / 2)], Ends: true),
            ProxyFaultKind.Cut => new([], Ends: true),
            ProxyFaultKind.Err => new(Refusal(), Ends: true),
            ProxyFaultKind.Delay => FaultAction.Pass(packet) with { Delay = delay ?? Second },
            _ => new(WithoutLf(packet)),
        };
    }

    private static bool IsForAll(ProxyFaultKind kind) => kind is ProxyFaultKind.Delay or ProxyFaultKind.DropLf;

    private static byte[] Refusal()
    {
        var bytes = new PacketBytes();
        bytes.Add(new Error { Err = "the proxy breaks off here, as it was told to" });
        return bytes.ToArray();
    }

    /// <summary>A band may end in the same byte, which is then part of what it carries.</summary>
    private static byte[] WithoutLf(byte[] packet)
    {
        if (!PacketCutter.IsPacket(packet) || packet is not [_, _, _, _, > (byte)Band.Fatal, .., (byte)'\n'])
            return packet;
        var bytes = new PacketBytes();
        bytes.AddLine(packet.AsSpan(4, packet.Length - 5));
        return bytes.ToArray();
    }

    private static int Number(string text, string word, int least, int most) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number : throw Wrong(text, string.Create(CultureInfo.InvariantCulture, $"'{Escape.ForDisplay(word)}' is no number from {least} to {most}"));

    private static ArgumentException Wrong(string text, string problem) => new($"'{Escape.ForDisplay(text)}': {problem}.");
}
