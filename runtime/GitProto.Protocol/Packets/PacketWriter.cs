using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;

namespace GitProto.Protocol;

/// <summary>
/// Puts packets into a pipe. A line is built piece by piece and leaves whole; its length is never written by hand. Not for use from
/// two tasks at once.
/// </summary>
/// <remarks>Source: gitprotocol-common "pkt-line Format".</remarks>
public sealed partial class PacketWriter
{
    private const int HeaderLength = 4;
    private byte[] line = new byte[256];
    private int position = -1;
    private int start;

    /// <summary>Writes packets that this side sends.</summary>
    public PacketWriter(PipeWriter output, WireContext context, Role sender, int nesting = 0)
    {
        Output = output;
        Context = context;
        Sender = sender;
        Nesting = nesting;
    }

    /// <summary>The pipe below.</summary>
    public PipeWriter Output { get; }

    /// <summary>The conversation that the packets belong to.</summary>
    public WireContext Context { get; }

    /// <summary>Who writes.</summary>
    public Role Sender { get; }

    /// <summary>How many layers of packets inside bands enclose this writer.</summary>
    public int Nesting { get; }

    /// <summary>True while every line gets a band byte in front.</summary>
    public bool Banded { get; set; }

    /// <summary>Bytes in the pipe that were not flushed yet.</summary>
    public long Unflushed { get; private set; }

    /// <summary>Opens a line.</summary>
    public void BeginLine()
    {
        if (position >= 0)
            throw new InvalidOperationException("The line before was not ended.");
        position = HeaderLength;
        if (Banded)
            line[position++] = (byte)Band.Data;
        start = position;
    }

    /// <summary>Adds bytes to the open line.</summary>
    /// <exception cref="LimitExceededException">The line would not fit a packet; nothing of it is sent.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > line.Length - position)
            Array.Resize(ref line, Math.Max(Math.Min(position + bytes.Length, Framing.MaxPacketWrite), Math.Min(2 * line.Length, Framing.MaxPacketWrite)));
        if (bytes.Length > line.Length - position)
        {
            position = -1;
            throw new LimitExceededException(nameof(Framing.MaxPacketWrite), Framing.MaxPacketWrite, "A line that was to be sent");
        }
        bytes.CopyTo(line.AsSpan(position));
        position += bytes.Length;
    }

    /// <summary>Adds an id in hex digits.</summary>
    public void Append(in ObjectId id)
    {
        Span<byte> hex = stackalloc byte[64];
        Append(hex[..id.WriteHex(hex)]);
    }

    /// <summary>Adds a decimal number.</summary>
    public void Append(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var written);
        Append(digits[..written]);
    }

    /// <summary>Closes the open line and puts it into the pipe.</summary>
    /// <param name="newline">Whether an LF ends the text.</param>
    /// <param name="element">The spec element of the line.</param>
    public void EndLine(bool newline, int element)
    {
        if (newline)
            Append("\n"u8);
        var length = position;
        position = -1;
        WriteHeader(line, length);
        Target.Write(line.AsSpan(0, length));
        Count(length);
        Context.Observer?.OnPacket(new ObservedPacket(
            Sender, PacketKind.Data, Banded ? (byte)Band.Data : (byte)0, element, line.AsMemory(start, length - start), Nesting));
    }

    /// <summary>Writes a packet that is only its four digits.</summary>
    public void WriteSpecial(PacketKind kind, int element = 0)
    {
        var digits = Target.GetSpan(HeaderLength);
        WriteHeader(digits, Framing.LengthOf(kind));
        Target.Advance(HeaderLength);
        Count(HeaderLength);
        Context.Observer?.OnPacket(new ObservedPacket(Sender, kind, 0, element, default, Nesting));
    }

    /// <summary>Sends what was written.</summary>
    /// <exception cref="IOException">The peer does not read any more.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        Unflushed = 0;
        var result = await Output.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (result.IsCompleted)
            throw new IOException($"The other side stopped reading ({Context.Where}).");
    }

    /// <summary>Sends what was written if it has become much.</summary>
    public ValueTask FlushIfManyAsync(CancellationToken cancellationToken) =>
        Unflushed < 32 << 10 ? ValueTask.CompletedTask : FlushAsync(cancellationToken);

    private void Count(int bytes) => Unflushed += stage is null ? bytes : 0;

    private static void WriteHeader(Span<byte> destination, int length)
    {
        for (var i = HeaderLength - 1; i >= 0; i--, length >>= 4)
            destination[i] = "0123456789abcdef"u8[length & 15];
    }
}
