namespace GitProto.Protocol;

/// <summary>One packet as it lies in the input. The payload is valid until the reader moves on.</summary>
/// <param name="Kind">What the length digits said.</param>
/// <param name="Payload">The bytes after the length, and after the band byte if the reader is banded.</param>
public readonly record struct Packet(PacketKind Kind, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The payload without the one LF that a text line may end with.</summary>
    public ReadOnlySpan<byte> Line => Payload.Span is [.. var line, (byte)'\n'] ? line : Payload.Span;

    /// <summary>True for a packet that carries data.</summary>
    public bool IsData => Kind == PacketKind.Data;

    /// <summary>True if the payload begins with the number of a band.</summary>
    public bool IsBand => Kind == PacketKind.Data && !Payload.IsEmpty && Enum.IsDefined((Band)Payload.Span[0]);

    /// <summary>True at the end of the input, between two packets.</summary>
    public bool IsEnd => Kind == PacketKind.End;
}
