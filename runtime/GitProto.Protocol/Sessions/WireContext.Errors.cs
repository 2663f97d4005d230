using System.Globalization;

namespace GitProto.Protocol;

public sealed partial class WireContext
{
    /// <summary>The input ended inside a packet or a message.</summary>
    internal EndOfStreamException CutShort(PacketReader reader, long left) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The {Name(reader.Sender)} hung up in the middle of a packet at byte {reader.Offset}, with {left} bytes of it sent ({Where})."));

    /// <summary>The input ended where a message goes on.</summary>
    public EndOfStreamException HungUp(PacketReader reader, string expected) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The {Name(reader.Sender)} hung up unexpectedly at byte {reader.Offset} ({Where}); expected {expected}."));

    /// <summary>The peer gave up in its own words.</summary>
    /// <param name="text">The words.</param>
    /// <param name="packet">The packet they came in, with its band.</param>
    public RemoteErrorException Refused(ByteString text, ReadOnlySpan<byte> packet) => new(text, Spec.ErrorName(packet));

    /// <summary>Throws if a packet is the error message, which may stand in place of any text.</summary>
    public void ThrowIfError(in Packet packet)
    {
        if (packet.IsData && Spec.TryReadError(packet.Line, this, out var text))
            throw Refused(text, packet.Line);
    }

    /// <summary>The error for a packet that nothing here allows.</summary>
    /// <param name="reader">Where it came.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="expected">What could have come.</param>
    /// <param name="element">The message it came in, or 0.</param>
    /// <param name="error">The attempt that got furthest.</param>
    /// <param name="kind">What is wrong, if it is not with the line.</param>
    public Exception Unexpected(PacketReader reader, in Packet packet, string expected, int element, in ReadError error = default, ReadErrorKind kind = ReadErrorKind.None)
    {
        if (packet.IsEnd)
            return HungUp(reader, expected);
        ThrowIfError(packet);
        var line = reader.LineNumber + 1;
        var what = packet.Kind switch
        {
            PacketKind.Data => $"'{Escape.ForDisplay(Shorten(packet.Line))}'",
            PacketKind.Invalid => $"'{Escape.ForDisplay(packet.Payload.Span)}' where four hex digits of a length belong, or a length that is not allowed",
            _ => $"a {Framing.NameOf(packet.Kind)} packet",
        };
        var name = element == 0 ? "a packet" : Spec.ElementName(element);
        var detail = error.Kind == ReadErrorKind.None ? "" : $" ({error.Describe(Spec)})";
        return new WireFormatException(
            kind != ReadErrorKind.None ? kind
                : !packet.IsData ? ReadErrorKind.UnexpectedPacket
                : error.Kind == ReadErrorKind.None ? ReadErrorKind.NoLine : error.Kind,
            line,
            reader.Offset,
            string.Create(CultureInfo.InvariantCulture, $"{name}: the {Name(reader.Sender)} sent {what} as line {line}, at byte {reader.Offset}{detail}, {Where}"),
            expected,
            Spec.ElementName(error.Element == 0 ? element : error.Element));
    }

    /// <summary>The error for a word that its set does not allow.</summary>
    public MalformedMessageException BadWord(ReadOnlySpan<byte> word, in ReadError error) =>
        new($"The word '{Escape.ForDisplay(Shorten(word))}' is malformed: {error.Describe(Spec)} ({Where})", null, Spec.ElementName(error.Element));

    /// <summary>The error for an element that no capability allows.</summary>
    public CapabilityNotAdvertisedException Closed(int element) => new(Spec.Needs(element).Capability, Spec.ElementName(element));

    /// <summary>The error for a message that the flow does not allow as it is.</summary>
    public MalformedMessageException NotAllowed(string message, string allowed) =>
        new($"The message {message} does not fit ({Where})", allowed, message);

    private static ReadOnlySpan<byte> Shorten(ReadOnlySpan<byte> line) => line.Length > 200 ? line[..200] : line;

    private static string Name(Role role) => role switch { Role.Client => "client", Role.Server => "server", _ => "hook" };
}
