using GitProto.Protocol;

namespace GitProto.Client;

/// <summary>Says at v0 and v1 what a pack is asked for.</summary>
internal static class V0Requests
{
    public static UploadRequest Build(PackRequest request, WireContext context, GitClientOptions options) => new()
    {
        Wants = [.. request.Wants],
        Shallows = [.. request.Shallows],
        Depths = [.. Depths(request.Options.Depth)],
        Filter = request.Options.Filter,
        Capabilities = Wishes(request.Options, context, options),
    };

    private static Capabilities Wishes(FetchPackOptions request, WireContext context, GitClientOptions options)
    {
        var offered = context.Offered;
        var detailed = request.MaxAckMode == AckMode.Detailed && offered.TryGetMultiAckDetailed(out _);
        var large = request.MaxBandMode == BandMode.Large && offered.TryGetSideBand64k(out _);
        var words = new UploadPackAsk(context)
            .MultiAckDetailed(detailed)
            .MultiAck(!detailed && request.MaxAckMode != AckMode.Single && offered.TryGetMultiAck(out _))
            .NoDone(detailed && context.Stateless && offered.TryGetNoDone(out _))
            .SideBand64k(large)
            .SideBand(!large && request.MaxBandMode != BandMode.None && offered.TryGetSideBand(out _))
            .ThinPack(request.Thin ?? false)
            .NoProgress(options.IsQuiet)
            .IncludeTag(request.IncludeTag)
            .OfsDelta(request.OfsDelta)
            .DeepenSince(request.Depth?.OldestCommit is not null)
            .DeepenNot(request.Depth is { Excluded.Count: > 0 })
            .DeepenRelative(request.Depth is { IsRelative: true })
            .Filter(request.Filter is not null);
        if (options.Agent is { } agent)
            words.Agent(agent);
        return words.Build();
    }

    private static IEnumerable<UploadRequestDepth> Depths(FetchDepth? depth)
    {
        if (depth?.Commits is { } commits)
            yield return new UploadRequestDeepen(commits);
        if (depth?.OldestCommit is { } time)
            yield return new UploadRequestDeepenSince(time.ToUnixTimeSeconds());
        foreach (var name in depth?.Excluded ?? [])
            yield return new UploadRequestDeepenNot(name);
    }
}
