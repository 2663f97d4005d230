using System.IO.Pipelines;

namespace GitProto.Protocol.Tests.Flows;

/// <summary>A message of a session that streamed: it is read as a whole, written, and read again.</summary>
internal sealed class StreamedMessage
{
    private readonly WireContext session;
    private readonly Role sender;
    private readonly byte[] bytes;
    private readonly int[] facts;

    public StreamedMessage(IStreamingMessage reader, IReadOnlyList<TreePacket> packets, WireContext session)
    {
        Name = reader.GetType().Name[..^"Reader".Length];
        (this.session, sender) = (session, packets[0].Sender);
        bytes = [.. packets.Where(packet => packet.Nesting == 0).SelectMany(TreeEncoder.Wire)];
        // What was asked for decides about bands; the next message changes it.
        facts = [.. Enumerable.Range(0, 64).Where(session.Fact)];
    }

    /// <summary>The name of the message's type.</summary>
    public string Name { get; }

    public async Task<(object First, object Again)> RoundTripAsync()
    {
        var message = MessageVectors.All[Name];
        var first = await message.ReadAsync(new PacketReader(PipeReader.Create(new MemoryStream(bytes)), Context(), sender));
        using var written = new MemoryStream();
        var output = PipeWriter.Create(written);
        await message.WriteAsync(new PacketWriter(output, Context(), sender), first);
        await output.FlushAsync();
        var again = await message.ReadAsync(new PacketReader(PipeReader.Create(new MemoryStream(written.ToArray())), Context(), sender));
        return (first, again);
    }

    private WireContext Context()
    {
        var context = new WireContext { Format = session.FormatOrDefault, Place = session.Place, Stateless = session.Stateless, ChecksGates = false, Asked = session.Asked, Offered = session.Offered };
        foreach (var fact in facts)
            context.SetFact(fact, true);
        return context;
    }
}
