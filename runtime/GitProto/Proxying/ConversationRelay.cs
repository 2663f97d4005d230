using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Transports;

namespace GitProto.Proxying;

/// <summary>Passes both directions of one connection on.</summary>
internal sealed class ConversationRelay : IDisposable
{
    private readonly IConversationTap? tap;
    private readonly IPacketFault? fault;
    private readonly TimeSpan idle;
    private readonly CancellationTokenSource silence;
    private readonly CancellationTokenSource end;

    /// <summary>Passes nothing yet.</summary>
    /// <param name="tap">Is shown what passes.</param>
    /// <param name="fault">What is changed.</param>
    /// <param name="idle">How long both sides may be silent.</param>
    /// <param name="stop">Ends both directions.</param>
    public ConversationRelay(IConversationTap? tap, IPacketFault? fault, TimeSpan idle, CancellationToken stop)
    {
        (this.tap, this.fault, this.idle) = (tap, fault, idle);
        silence = new CancellationTokenSource(idle);
        end = CancellationTokenSource.CreateLinkedTokenSource(stop, silence.Token);
    }

    /// <summary>True if both sides were silent for too long.</summary>
    public bool IsSilent => silence.IsCancellationRequested;

    /// <summary>
    /// Passes on what one side sends, to its end, or until the other side takes no more: what that one said before it left has still to arrive. Whatever else fails ends both
    /// directions.
    /// </summary>
    public async Task PumpAsync(Role sender, GitConnection from, GitConnection to)
    {
        try
        {
            var ended = fault?.Sender == sender
                ? await ChangeAsync(fault, from.Input, to.Output).ConfigureAwait(false)
                : await PassAsync(sender, from.Input, to.Output).ConfigureAwait(false);
            if (tap is not null)
                await tap.EndAsync(sender).ConfigureAwait(false);
            if (ended == PumpEnd.Cut)
                await end.CancelAsync().ConfigureAwait(false);
            else if (ended == PumpEnd.Said)
                await IsTakenAsync(to.CloseWriteAsync(end.Token).AsTask()).ConfigureAwait(false);
        }
        catch
        {
            await end.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    public void Dispose()
    {
        end.Dispose();
        silence.Dispose();
    }

    private async Task<PumpEnd> PassAsync(Role sender, PipeReader from, PipeWriter to)
    {
        while (true)
        {
            var read = await from.ReadAsync(end.Token).ConfigureAwait(false);
            foreach (var piece in read.Buffer)
            {
                if (!await SendAsync(sender, piece, to).ConfigureAwait(false))
                    return PumpEnd.Refused;
            }
            from.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return PumpEnd.Said;
        }
    }

    private async Task<PumpEnd> ChangeAsync(IPacketFault changing, PipeReader from, PipeWriter to)
    {
        var packets = new PacketCutter(from);
        for (var packet = await packets.NextAsync(end.Token).ConfigureAwait(false); packet.Length > 0; packet = await packets.NextAsync(end.Token).ConfigureAwait(false))
        {
            var action = changing.Decide(packet);
            if (action.Delay > TimeSpan.Zero)
                await Task.Delay(action.Delay, end.Token).ConfigureAwait(false);
            if (action.Bytes.Length > 0 && !await SendAsync(changing.Sender, action.Bytes, to).ConfigureAwait(false))
                return PumpEnd.Refused;
            if (action.Ends)
                return PumpEnd.Cut;
        }
        return PumpEnd.Said;
    }

    /// <returns>False if the receiver takes no more.</returns>
    private async Task<bool> SendAsync(Role sender, ReadOnlyMemory<byte> bytes, PipeWriter to)
    {
        silence.CancelAfter(idle);
        // Begun before the other side can answer, awaited behind: what looks at the answer may be waited for.
        var shown = tap?.PassAsync(sender, bytes, end.Token).AsTask() ?? Task.CompletedTask;
        try
        {
            return await IsTakenAsync(to.WriteAsync(bytes, end.Token).AsTask()).ConfigureAwait(false);
        }
        finally
        {
            await shown.ConfigureAwait(false);
        }
    }

    private static async ValueTask<bool> IsTakenAsync(Task sending)
    {
        try
        {
            await sending.ConfigureAwait(false);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
