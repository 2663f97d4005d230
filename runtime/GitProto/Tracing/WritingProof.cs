using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using GitProto.Protocol;

namespace GitProto.Tracing;

/// <summary>Writes each line that was read of a conversation again, from what was read of it, and compares the bytes.</summary>
/// <param name="watched">The conversation.</param>
/// <param name="next">Is told of every packet as well.</param>
internal sealed class WritingProof(WireContext watched, IPacketObserver? next) : IPacketObserver
{
    private readonly Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly WireContext context = new() { ChecksGates = false };

    /// <summary>The lines that came out as they had come in.</summary>
    public long Lines { get; private set; }

    /// <summary>The first that did not, in a sentence fit for display; null if there is none.</summary>
    public string? Difference { get; private set; }

    public void OnPacket(in ObservedPacket packet)
    {
        next?.OnPacket(packet);
        if (packet.Kind != PacketKind.Data || packet.Element == 0)
            return;
        if (IsSame(packet))
            Lines++;
        else
            Difference ??= string.Create(CultureInfo.InvariantCulture, $"A line of the {packet.Sender.ToString().ToLowerInvariant()} comes out in other bytes when it is written again: {PacketText.Of(packet)} [{watched.Spec.ElementName(packet.Element)}].");
    }

    private bool IsSame(in ObservedPacket packet)
    {
        (context.Spec, context.Place, context.Format) = (watched.Spec, watched.Place, watched.Format);
        var line = packet.Payload.Span;
        var newline = line is [.., (byte)'\n'];
        try
        {
            ReadError error = default;
            if (!watched.Spec.Rewrite(packet.Element, newline ? line[..^1] : line, newline, new PacketWriter(pipe.Writer, context, packet.Sender), ref error))
                return false;
        }
        catch (GitProtoException)
        {
            // It was read, and may not be written: what is read is wider in places.
            return false;
        }
        // A pipe without a threshold never makes anybody wait.
        pipe.Writer.FlushAsync().AsTask().GetAwaiter().GetResult();
        pipe.Reader.TryRead(out var read);
        var written = read.Buffer.Slice(read.Buffer.Length - Math.Min(read.Buffer.Length, line.Length));
        var isSame = written.Length == line.Length && new SequenceReader<byte>(written).IsNext(line);
        pipe.Reader.AdvanceTo(read.Buffer.End);
        return isSame;
    }
}
