using System.Buffers;
using System.IO.Pipelines;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Conformance.Packs;

/// <summary>The pack that one side has sent.</summary>
internal sealed class SentPack : IPacketObserver
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    private SentPack()
    {
    }

    /// <summary>Takes the pack out of a conversation; null if there is none, or it cannot be seen.</summary>
    public static async Task<SentPack?> FindAsync(WireLog wire, Role sender, CancellationToken cancellationToken)
    {
        foreach (var one in wire.Connections)
        {
            var pack = new SentPack();
            if (sender == Role.Server)
                await one.CheckAsync(pack, cancellationToken: cancellationToken);
            else
                pack.Take(one.Sent(Role.Client));
            if (pack.bytes.WrittenCount > PackHeader.Length)
                return pack;
        }
        return null;
    }

    /// <summary>True if a delta in it names its base by an offset.</summary>
    public bool HasOffsets
    {
        get
        {
            var table = new PackTable();
            using var parser = new PackParser(new PackIndexOptions(), table);
            parser.Feed(bytes.WrittenSpan);
            return Enumerable.Range(0, table.Count).Any(number => table[number].Type == PackEntryType.OfsDelta);
        }
    }

    /// <summary>Says what is wrong with it where nothing else is known; null if it is whole. A thin pack is not.</summary>
    public async Task<string?> FlawAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PackReceiver.ReceiveToMemoryAsync(PipeReader.Create(new ReadOnlySequence<byte>(bytes.WrittenMemory)), cancellationToken: cancellationToken);
            return null;
        }
        catch (CorruptPackException e)
        {
            return e.Message;
        }
    }

    public void OnPacket(in ObservedPacket packet)
    {
        if (packet is { Sender: Role.Server, Kind: PacketKind.Data, Element: 0, Band: (byte)Band.Data, Nesting: 0 })
            bytes.Write(packet.Payload.Span);
    }

    // Behind a push nothing else comes that begins like a pack.
    private void Take(byte[] sent)
    {
        for (var start = 0; start + PackHeader.Length < sent.Length; start++)
        {
            if (PackHeader.Look(sent.AsSpan(start, PackHeader.Length)) == PackStart.Pack)
            {
                bytes.Write(sent.AsSpan(start));
                return;
            }
        }
    }
}
