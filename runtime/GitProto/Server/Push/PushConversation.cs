using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Serves one client that pushes.</summary>
internal sealed class PushConversation(WireSession session, ReceivePackService service, LastWords lastWords)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        PushFlow.Server.Commanding commanding;
        if (service.Request is { Stateless: true, AdvertiseOnly: false })
        {
            commanding = PushFlow.Server.ResumeCommanding(session);
            session.Context.Offered = service.Offers();
        }
        else
        {
            var greeting = PushFlow.Server.Begin(session);
            if (service.Request.NameService)
                greeting = await greeting.SendAsync(new ServiceHeader { Service = ServiceHeaderService.ReceivePack }, cancellationToken).ConfigureAwait(false);
            commanding = await PushAdvertiser.WriteAsync(greeting, service, cancellationToken).ConfigureAwait(false);
            if (service.Request.AdvertiseOnly)
                return;
        }
        var reader = new PushReader(session, service, lastWords);
        if (await reader.ReadAsync(commanding, cancellationToken).ConfigureAwait(false))
            await ServeAsync(reader, cancellationToken).ConfigureAwait(false);
    }

    private async Task ServeAsync(PushReader reader, CancellationToken cancellationToken)
    {
        var asked = reader.Request.Capabilities;
        using var bands = session.Context.IsOpen(Elements.SidebandReport) ? new BandWriter(session.Writer) : null;
        var quiet = service.Request.Quiet || asked.TryGetQuiet(out _);
        await using var news = new PushNews(bands, service.Request.StandardError, quiet, service.Rules.KeepAlive, service.Options.TimeProvider);
        var work = new PushWork(service, reader, news);
        string? unpacked;
        PushFlow.Server.Reporting reporting;
        using (var present = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, news.Gone))
        {
            try
            {
                (unpacked, reporting) = await DecideAsync(reader, work, news, present.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (news.Gone.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new IOException("The client left before its push was decided.");
            }
        }
        await news.StopAsync().ConfigureAwait(false);
        lastWords.Silence();
        await ReportAsync(reporting, work, unpacked, cancellationToken).ConfigureAwait(false);
        work.Failure?.Throw();
    }

    private async Task<(string? Unpacked, PushFlow.Server.Reporting Next)> DecideAsync(PushReader reader, PushWork work, PushNews news, CancellationToken cancellationToken)
    {
        var (unpacked, next) = ((string?)null, reader.Reporting);
        // Until the refs have moved no gc may take what only they will reach.
        using var hold = new PackHold($"push to process {Environment.ProcessId} on {Environment.MachineName}");
        if (reader.Packing is { } packing)
            (unpacked, next) = await TakeAsync(packing, work, news, hold, cancellationToken).ConfigureAwait(false);
        else
        {
            news.Wait();
            await work.DecideAsync(service.Repository.Objects, cancellationToken).ConfigureAwait(false);
        }
        await work.UpdateAsync(cancellationToken).ConfigureAwait(false);
        return (unpacked, next);
    }

    private async Task<(string? Unpacked, PushFlow.Server.Reporting Next)> TakeAsync(
        PushFlow.Server.Packing packing, PushWork work, PushNews news, PackHold hold, CancellationToken cancellationToken)
    {
        var start = await PackReceiver.PeekAsync(session.ReaderOf(Role.Client).DetachRaw(), cancellationToken).ConfigureAwait(false);
        var got = await packing.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        if (!got.IsRawPack(out var pack, out var next))
        {
            got.IsEof(out next);
            work.RefuseAll(RefusalTexts.Unpacker);
            return (RefusalTexts.UnpackEarlyEnd, next);
        }
        var unpacked = await new PushPack(service, work, news, hold).TakeAsync(start, pack.Pack, cancellationToken).ConfigureAwait(false);
        pack.Complete();
        return (unpacked, next);
    }

    /// <summary>Reports, and runs what comes after: also if the client has gone meanwhile, for its refs have moved.</summary>
    private async Task ReportAsync(PushFlow.Server.Reporting reporting, PushWork work, string? unpacked, CancellationToken cancellationToken)
    {
        var report = PushReport.Make(session.Context, work.Commands, unpacked);
        var banded = session.Context.IsOpen(Elements.SidebandReport);
        try
        {
            if (banded && report is not null)
            {
                // The message is sent in two: what the last hooks print comes between the report and the flush that ends it.
                session.Writer.WriteNested(report);
                await session.Writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (report is not null)
                await reporting.SendAsync(report, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await work.FollowAsync(cancellationToken).ConfigureAwait(false);
        }
        if (banded)
            await reporting.SendAsync(new SidebandReport(), cancellationToken).ConfigureAwait(false);
    }
}
