using GitProto.Protocol;

namespace GitProto.Client;

/// <summary>Says at v2 what a pack is asked for.</summary>
internal static class V2FetchRequests
{
    public static FetchRequest Build(PackRequest request, IReadOnlyList<ObjectId> haves, bool done, Capabilities capabilities, bool quiet) => new()
    {
        Capabilities = capabilities,
        Arguments = new FetchRequestArguments
        {
            ThinPack = request.Options.Thin ?? false,
            NoProgress = quiet,
            IncludeTag = request.Options.IncludeTag,
            OfsDelta = request.Options.OfsDelta,
            Shallows = [.. request.Shallows],
            Depths = [.. Depths(request.Options.Depth)],
            DeepenRelative = request.Options.Depth is { IsRelative: true },
            Filter = request.Options.Filter,
            Wanted = [.. request.Wants.Select(id => new FetchRequestWant(id))],
            Haves = haves,
            Done = done,
        },
    };

    private static IEnumerable<FetchRequestDepth> Depths(FetchDepth? depth)
    {
        if (depth?.Commits is { } commits)
            yield return new FetchRequestDeepen(commits);
        if (depth?.OldestCommit is { } time)
            yield return new FetchRequestDeepenSince(time.ToUnixTimeSeconds());
        foreach (var name in depth?.Excluded ?? [])
            yield return new FetchRequestDeepenNot(name);
    }
}
