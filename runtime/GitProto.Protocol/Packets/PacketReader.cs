using System.IO.Pipelines;

namespace GitProto.Protocol;

/// <summary>
/// Takes packets off a pipe, one at a time. A packet is looked at (<see cref="PeekAsync"/>) as often as needed and then
/// consumed. Not for use from two tasks at once.
/// </summary>
/// <remarks>Source: gitprotocol-common "pkt-line Format".</remarks>
public sealed partial class PacketReader
{
    private readonly PipeReader input;
    private readonly Queue<Packet> ahead = new();
    private PacketWindow window;
    private bool holding;
    private bool ended;
    private bool peeked;
    private Packet current;
    private int currentLength;
    private byte currentBand;
    private int idle;
    private long messageStart;

    /// <summary>Reads packets that a peer sends.</summary>
    public PacketReader(PipeReader input, WireContext context, Role sender, int nesting = 0)
    {
        this.input = input;
        Context = context;
        Sender = sender;
        Nesting = nesting;
    }

    /// <summary>The conversation that the packets belong to.</summary>
    public WireContext Context { get; }

    /// <summary>Who writes what is read here.</summary>
    public Role Sender { get; }

    /// <summary>How many layers of packets inside bands enclose this reader.</summary>
    public int Nesting { get; }

    /// <summary>True while every data packet begins with a band byte. Band 2 goes to the progress, band 3 ends the conversation.</summary>
    public bool Banded
    {
        get;
        set
        {
            if (field != value && peeked)
            {
                if (currentLength < 0)
                    throw new InvalidOperationException("A packet that was looked ahead at cannot change its band.");
                peeked = false;
            }
            field = value;
        }
    }

    /// <summary>True once the reader stands before the end of the input.</summary>
    internal bool IsAtEnd => peeked && current.IsEnd;

    /// <summary>Bytes consumed so far.</summary>
    public long Offset { get; private set; }

    /// <summary>Packets consumed since the message began.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Counts lines from here on.</summary>
    public void BeginMessage() => (LineNumber, messageStart) = (0, Offset);

    /// <summary>The raw bytes behind the packet consumed last. Hand back what is not used by <see cref="PipeReader.AdvanceTo(SequencePosition)"/>.</summary>
    public PipeReader DetachRaw()
    {
        peeked = false;
        currentLength = 0;
        Release();
        return input;
    }

    /// <summary>Reads the raw bytes behind the packet consumed last, to the end of the input, and drops them.</summary>
    public async ValueTask DrainRawAsync(CancellationToken cancellationToken)
    {
        var raw = DetachRaw();
        while (true)
        {
            var read = await raw.ReadAsync(cancellationToken).ConfigureAwait(false);
            raw.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    /// <summary>Looks at the next packet without consuming it.</summary>
    /// <exception cref="EndOfStreamException">The input ended inside a packet.</exception>
    public ValueTask<Packet> PeekAsync(CancellationToken cancellationToken)
    {
        if (peeked)
            return new ValueTask<Packet>(current);
        if (ahead.TryDequeue(out var packet))
        {
            currentLength = -1;
            return new ValueTask<Packet>(Hold(packet));
        }
        return holding && TryParse(out packet) ? new ValueTask<Packet>(Hold(packet)) : FillAsync(cancellationToken);
    }

    /// <summary>Consumes the packet looked at last.</summary>
    /// <param name="element">The spec element it was taken for.</param>
    public void Consume(int element = 0)
    {
        if (!peeked)
            throw new InvalidOperationException("No packet was looked at.");
        Context.Observer?.OnPacket(new ObservedPacket(Sender, current.Kind, currentBand, element, current.Payload, Nesting));
        peeked = false;
        LineNumber++;
        Skip();
    }

    /// <summary>Counts a line that is kept in memory.</summary>
    /// <exception cref="LimitExceededException">There are too many, or they are too long in all.</exception>
    public void Keep()
    {
        if (LineNumber > Context.Limits.MaxLinesPerMessage)
            throw new LimitExceededException(nameof(WireLimits.MaxLinesPerMessage), Context.Limits.MaxLinesPerMessage, $"The number of lines of a message ({Context.Where})");
        if (Offset - messageStart > Context.Limits.MaxBytesPerMessage)
            throw new LimitExceededException(nameof(WireLimits.MaxBytesPerMessage), Context.Limits.MaxBytesPerMessage, $"The length of a message ({Context.Where})");
    }

    /// <summary>Counts a line that is handed on.</summary>
    /// <exception cref="LimitExceededException">There are too many.</exception>
    public void CountStreamed()
    {
        if (LineNumber > Context.Limits.MaxStreamedLines)
            throw new LimitExceededException(nameof(WireLimits.MaxStreamedLines), Context.Limits.MaxStreamedLines, $"The number of lines of a stream ({Context.Where})");
    }

    private void Skip()
    {
        if (currentLength <= 0)
            return;
        window.Skip(currentLength);
        Offset += currentLength;
        currentLength = 0;
        if (window.Length == 0)
            Release();
    }

    private void Release()
    {
        if (holding)
            input.AdvanceTo(window.Start);
        holding = false;
    }

    private Packet Hold(Packet packet)
    {
        peeked = true;
        return current = packet;
    }

    private async ValueTask<Packet> FillAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (holding)
            {
                input.AdvanceTo(window.Start, window.End);
                holding = false;
            }
            var result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (result.IsCanceled)
                throw new OperationCanceledException("The read was cancelled.");
            window.Set(result.Buffer);
            holding = true;
            ended = result.IsCompleted;
            if (TryParse(out var packet))
                return Hold(packet);
            if (!ended)
                continue;
            if (window.Length > 0)
                throw Context.CutShort(this, window.Length);
            Release();
            currentLength = 0;
            return Hold(new Packet(PacketKind.End, default));
        }
    }
}
