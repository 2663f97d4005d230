using System.Text;
using GitProto.Conformance.Cases.Faults;
using GitProto.Protocol;
using GitProto.Storage;
using GitProto.Tracing;

namespace GitProto.Conformance.Cases.Scripts;

/// <summary>What a server has answered to a script.</summary>
/// <param name="Turns">The packets behind each request, with their digits; the first are those of the greeting.</param>
/// <param name="Lines">The packets that the flows have taken for elements of the spec, in order: the element and its text without LF.</param>
/// <param name="Report">What the flows say of the conversation.</param>
/// <param name="Made">The repository of the server as it was made.</param>
internal sealed record ScriptAnswer(IReadOnlyList<IReadOnlyList<byte[]>> Turns, IReadOnlyList<(int Element, string Text)> Lines, ConversationReport Report, FileRepository Made)
{
    /// <summary>The texts of an element, in order.</summary>
    public IReadOnlyList<string> Of(int element) => [.. Lines.Where(line => line.Element == element).Select(line => line.Text)];

    /// <summary>True if the server has said something of this kind.</summary>
    public bool Has(int element) => Lines.Any(line => line.Element == element);

    /// <summary>True if a pack came in bands, its header in one packet.</summary>
    public bool HasPack => Turns.Skip(1).SelectMany(turn => turn).Any(packet => packet.Length > PacketBytes.Digits + PackHeader.Length && packet[PacketBytes.Digits] == (byte)Band.Data && PackHeader.Look(packet.AsSpan(PacketBytes.Digits + 1)) == PackStart.Pack);

    /// <summary>What came behind a request, as text.</summary>
    public string Text(int turn) => turn < Turns.Count ? string.Concat(Turns[turn].Select(Encoding.Latin1.GetString)) : "";

    /// <summary>The server has refused: it sent no pack, and gave up in words or hung up.</summary>
    public string? Refused => HasPack ? "a pack came" : Report.End == ConversationEnd.Complete ? "the server took it" : null;

    /// <summary>The server has sent a pack.</summary>
    public string? Packed => HasPack ? null : $"no pack came: {Report.Problem}";
}
