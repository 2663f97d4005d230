using System.Buffers;
using System.IO.Pipelines;
using GitProto.Protocol;

namespace GitProto.Tracing;

/// <summary>Collects packets as they were on the wire.</summary>
internal sealed class PacketBytes
{
    private readonly Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly PacketWriter writer;

    public PacketBytes() => writer = new PacketWriter(pipe.Writer, new WireContext { ChecksGates = false }, Role.Server);

    /// <summary>True until something is added.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Adds a packet with a payload.</summary>
    /// <exception cref="LimitExceededException">It does not fit a packet.</exception>
    public void AddLine(ReadOnlySpan<byte> payload, bool newline = false)
    {
        IsEmpty = false;
        writer.BeginLine();
        writer.Append(payload);
        writer.EndLine(newline, element: 0);
    }

    /// <summary>Adds a packet that is only its digits.</summary>
    public void AddSpecial(PacketKind kind)
    {
        IsEmpty = false;
        writer.WriteSpecial(kind);
    }

    /// <summary>Adds the packets of a message.</summary>
    public void Add(IWireMessage message)
    {
        IsEmpty = false;
        message.Write(writer);
    }

    /// <summary>Adds bytes that are no packet.</summary>
    public void AddRaw(ReadOnlySpan<byte> raw)
    {
        IsEmpty = false;
        pipe.Writer.Write(raw);
    }

    /// <summary>All bytes; nothing is added afterwards.</summary>
    public byte[] ToArray()
    {
        pipe.Writer.Complete();
        pipe.Reader.TryRead(out var read);
        return read.Buffer.ToArray();
    }
}
