using GitProto.Protocol;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Client;

/// <summary>Talks to a server that takes pushes: it shows its refs, then at most one push follows.</summary>
internal sealed class PushConversation
{
    // A server that has taken the pack has read its last byte, though this side may not have learnt of it yet.
    private static readonly TimeSpan LastBytesWait = TimeSpan.FromSeconds(1);
    private readonly AdvertisementReader advertisement;
    private readonly Turns turns;
    private PushFlow.Client.Commanding? commanding;

    private PushConversation(AdvertisementReader advertisement, PushFlow.Client.Commanding commanding, Turns turns, PushAdvertisement shown) =>
        (this.advertisement, this.commanding, this.turns, Shown) = (advertisement, commanding, turns, shown);

    /// <summary>The version: 0 or 1.</summary>
    public int Version => advertisement.Head.Version ? 1 : 0;

    /// <summary>What the server has.</summary>
    public PushAdvertisement Shown { get; }

    /// <summary>Reads what the server says first.</summary>
    public static async Task<PushConversation> OpenAsync(ClientWire wire, GitClientOptions options, CancellationToken cancellationToken)
    {
        var session = wire.Session;
        session.Begin(PushFlow.Table);
        if (wire.Turns.IsStateless && !await HttpGreeting.TakeHeaderAsync(session, HttpService.ReceivePack, cancellationToken).ConfigureAwait(false))
            throw HttpGreeting.Missing(session, await session.ReaderOf(Role.Server).PeekAsync(cancellationToken).ConfigureAwait(false));
        var greeting = await PushFlow.Client.Begin(session).ReceiveAsync(cancellationToken).ConfigureAwait(false);
        while (greeting.IsServiceHeader(out _, out var again))
            greeting = await again.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        if (!greeting.IsAdvertisement(out var advertisement, out var commanding))
            throw new EndOfStreamException("The server hung up without a word: there may be no such repository, or no right to push to it.");
        FormatAgreement.Reach(session.Context);
        var shown = await PushAdvertisement.ReadAsync(advertisement, session.Context, options.MaxRefs, cancellationToken).ConfigureAwait(false);
        FormatAgreement.Reach(session.Context);
        return new PushConversation(advertisement, commanding, wire.Turns, shown);
    }

    /// <summary>Sends the commands and what belongs to them, and reads the report.</summary>
    /// <param name="request">The commands.</param>
    /// <param name="serverOptions">Text for the hooks; read only if the request asks for it.</param>
    /// <param name="pack">The objects; read only if a command is no delete.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<PushAnswer> SendAsync(PushRequest request, IReadOnlyList<ByteString> serverOptions, PushPack? pack, CancellationToken cancellationToken)
    {
        await turns.BeginAsync(cancellationToken).ConfigureAwait(false);
        var answer = await AskAsync(request, serverOptions, pack, cancellationToken).ConfigureAwait(false);
        await turns.EndAnswerAsync(cancellationToken).ConfigureAwait(false);
        return answer;
    }

    private async Task<PushAnswer> AskAsync(PushRequest request, IReadOnlyList<ByteString> serverOptions, PushPack? pack, CancellationToken cancellationToken)
    {
        var sent = await Take().SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (sent.IsReporting(out var reporting))
            return await ReportAsync(reporting, cancellationToken).ConfigureAwait(false);
        if (sent.IsOptioning(out var optioning))
        {
            var told = await optioning.SendAsync(new PushOptions { Options = serverOptions }, cancellationToken).ConfigureAwait(false);
            if (told.IsReporting(out reporting))
                return await ReportAsync(reporting, cancellationToken).ConfigureAwait(false);
            told.IsPacking(out var afterOptions);
            return await PackAsync(afterOptions, pack!, cancellationToken).ConfigureAwait(false);
        }
        sent.IsPacking(out var packing);
        return await PackAsync(packing, pack!, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tells the server that nothing is pushed, if it waits for something.</summary>
    public async ValueTask LeaveAsync(CancellationToken cancellationToken)
    {
        if (commanding is not null)
            await Take().SendFlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private PushFlow.Client.Commanding Take()
    {
        var open = commanding ?? throw new InvalidOperationException("A session serves one push, and it was made already: connect again.");
        commanding = null;
        return open;
    }

    /// <summary>
    /// Writes the pack, and reads at the same time: the server may talk so much that it reads no further before it is heard, or refuse in the middle
    /// and read no more at all.
    /// </summary>
    private async Task<PushAnswer> PackAsync(PushFlow.Client.Packing packing, PushPack pack, CancellationToken cancellationToken)
    {
        packing.Session.ReadsWhileSending = true;
        var (writer, reporting) = packing.OpenRawPack(new RawPack());
        var output = new WatchedPipeWriter(writer.Raw);
        using var reads = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var writes = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answering = ReceiveAsync(reporting, reads.Token);
        var packed = WriteAsync(writer, output, pack, writes.Token);
        await Task.WhenAny(packed, answering).ConfigureAwait(false);
        if (!packed.IsCompleted && IsTaken(answering))
            await Task.WhenAny(packed, Task.Delay(LastBytesWait, cancellationToken)).ConfigureAwait(false);
        if (!packed.IsCompleted)
            await writes.CancelAsync().ConfigureAwait(false);
        WrittenPack? written = null;
        try
        {
            written = await packed.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (answering.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            // The server answered before it had all; its answer says why.
        }
        catch (IOException e) when (ReferenceEquals(e, output.Failure) && e is not GitTimeoutException)
        {
            // The server reads no more; its answer, or its silence, says why.
        }
        catch
        {
            await reads.CancelAsync().ConfigureAwait(false);
            await answering.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            throw;
        }
        return new PushAnswer(await answering.ConfigureAwait(false), written);
    }

    private async Task<PushAnswer> ReportAsync(PushFlow.Client.Reporting reporting, CancellationToken cancellationToken)
    {
        await turns.EndRequestAsync().ConfigureAwait(false);
        return new PushAnswer(await ReceiveAsync(reporting, cancellationToken).ConfigureAwait(false), null);
    }

    private static bool IsTaken(Task<Report?> answering) => answering is { IsCompletedSuccessfully: true, Result: null or { Result: ReportUnpacked } };

    private async Task<WrittenPack> WriteAsync(RawPackWriter writer, WatchedPipeWriter output, PushPack pack, CancellationToken cancellationToken)
    {
        var written = await pack.WriteAsync(output, cancellationToken).ConfigureAwait(false);
        await writer.EndAsync(cancellationToken).ConfigureAwait(false);
        await turns.EndRequestAsync().ConfigureAwait(false);
        return written;
    }

    private static async Task<Report?> ReceiveAsync(PushFlow.Client.Reporting reporting, CancellationToken cancellationToken)
    {
        var came = await reporting.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        if (came.IsSidebandReport(out var banded, out _))
            return banded.Report;
        return came.IsReport(out var plain, out _) ? plain : null;
    }
}
