using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Makes a pack and sends it while it is made.</summary>
internal sealed class PackSender(UploadPackService service, FetchPlan plan, IReadOnlyCollection<ObjectId> common)
{
    // Among more objects the search would keep the client waiting for longer than most lines take for what it saves: they are sent whole.
    private const int MaxSearched = 50_000;

    /// <summary>Sends a pack in bands, with news of the work and signs of life.</summary>
    public async Task SendAsync(BandWriter bands, LastWords lastWords, CancellationToken cancellationToken)
    {
        lastWords.Silence();
        await using var news = new PackNews(bands, plan.Quiet, service.Rules.KeepAlive, service.Options.TimeProvider);
        try
        {
            var selection = await SelectAsync(news, cancellationToken).ConfigureAwait(false);
            await news.CountedAsync(selection.Count, cancellationToken).ConfigureAwait(false);
            var written = await PackWriter.WriteAsync(bands.AsStream(), selection, service.Source, Options(selection), cancellationToken).ConfigureAwait(false);
            await news.WrittenAsync(written, cancellationToken).ConfigureAwait(false);
        }
        catch (GitProtoException)
        {
            // The end of the pack was not sent, so nobody takes this for a whole one.
            await news.StopAsync().ConfigureAwait(false);
            await bands.WriteFatalAsync(System.Text.Encoding.ASCII.GetBytes(RefusalTexts.PackFailed), cancellationToken).ConfigureAwait(false);
            throw;
        }
        await news.StopAsync().ConfigureAwait(false);
    }

    /// <summary>Sends a pack as it is. Nothing else can be said then, also if it fails.</summary>
    public async Task SendAsync(PipeWriter output, LastWords lastWords, CancellationToken cancellationToken)
    {
        lastWords.Silence();
        var selection = await SelectAsync(null, cancellationToken).ConfigureAwait(false);
        await PackWriter.WriteAsync(output, selection, service.Source, Options(selection), cancellationToken).ConfigureAwait(false);
    }

    private Task<ObjectSelection> SelectAsync(IProgress<PackProgress>? progress, CancellationToken cancellationToken) =>
        Task.Run(() => ObjectWalk.Select(service.Repository.Objects, WalkRequest(), progress, cancellationToken), cancellationToken);

    private ObjectWalkRequest WalkRequest() => new()
    {
        Wants = [.. plan.Wants, .. plan.Edge.ExtraWants],
        Haves = common,
        Cut = plan.Edge.Cut,
        Edges = plan.Edge.Unshallow,
        Filter = plan.Filter,
        IncludeTags = plan.IncludeTag ? [.. Tags()] : [],
    };

    private IEnumerable<ObjectId> Tags() =>
        service.Refs.List(["refs/tags/"]).Where(shown => shown.Peeled is not null).Select(shown => shown.Ref.Target!.Value);

    private PackWriteOptions Options(ObjectSelection selection) => new()
    {
        Format = service.Repository.Format,
        OfsDeltas = plan.OfsDelta,
        ReceiverHas = plan.Thin ? id => selection.PeerHas(id) : null,
        ReceiverItems = plan.Thin ? selection.PeerItems : null,
        MaxSearched = MaxSearched,
    };
}
