using System.Buffers;

namespace GitProto.Protocol;

public sealed partial class PacketWriter
{
    private ArrayBufferWriter<byte>? stage;

    private IBufferWriter<byte> Target => stage is null ? Output : stage;

    /// <summary>Holds back what is written until <see cref="Commit"/>: a message leaves whole or not at all.</summary>
    public void BeginStage()
    {
        if (stage is not null)
            throw new InvalidOperationException("A message is being written already.");
        stage = new ArrayBufferWriter<byte>();
    }

    /// <summary>Puts what was held back into the pipe.</summary>
    public void Commit()
    {
        var staged = stage ?? throw new InvalidOperationException("Nothing was held back.");
        stage = null;
        Output.Write(staged.WrittenSpan);
        Unflushed += staged.WrittenCount;
    }

    /// <summary>Drops what was held back.</summary>
    public void Discard()
    {
        stage = null;
        position = -1;
    }

    /// <summary>Runs what writes a message, and sends all of it or nothing.</summary>
    public void Stage(Action write)
    {
        BeginStage();
        try
        {
            write();
            Commit();
        }
        catch
        {
            Discard();
            throw;
        }
    }

    /// <summary>True if an element may be sent; false if it is left out because the other side lacks the capability.</summary>
    /// <exception cref="CapabilityNotAdvertisedException">The spec says to refuse rather than to leave out.</exception>
    public bool Permits(int element)
    {
        if (Context.IsOpen(element))
            return true;
        var (capability, omit) = Context.Spec.Needs(element);
        if (!omit)
            throw Context.Closed(element);
        Context.Omit(capability, Context.Spec.ElementName(element));
        return false;
    }

    /// <summary>Writes a message as packets inside band 1, in as many packets as they need.</summary>
    public void WriteNested(IWireMessage message)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var inner = new PacketWriter(Output, Context, Sender, Nesting + 1) { stage = bytes };
        message.Write(inner);
        WriteBand(Band.Data, bytes.WrittenSpan);
    }

    /// <summary>Takes the text of the open line without sending it.</summary>
    public ByteString TakeText()
    {
        var text = new ByteString(line.AsSpan(start, position - start));
        position = -1;
        return text;
    }

    /// <summary>Adds the bytes of a field, which may hold no LF, no NUL and nothing that would end the field.</summary>
    /// <exception cref="MalformedMessageException">It does; nothing of the message is sent.</exception>
    public void AppendField(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> stops)
    {
        if (bytes.ContainsAny((byte)'\n', (byte)0) || (!stops.IsEmpty && bytes.ContainsAny(stops)))
            throw new MalformedMessageException($"A field that was to be sent, '{Escape.ForDisplay(bytes)}', holds a byte that would end it", "no LF, no NUL, no separator");
        Append(bytes);
    }
}
