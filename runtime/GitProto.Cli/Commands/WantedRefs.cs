using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>Picks the refs that somebody named, in full or in short.</summary>
internal sealed class WantedRefs(IReadOnlyList<string> names)
{
    /// <summary>What was picked.</summary>
    public IReadOnlyList<RemoteRef> Found { get; private set; } = [];

    /// <summary>Picks from what the server has.</summary>
    /// <exception cref="ToolException">One is not there.</exception>
    public IEnumerable<ObjectId> Select(IReadOnlyList<RemoteRef> refs)
    {
        Found = [.. names.Count == 0 ? refs.Where(found => !found.IsUnborn) : names.Select(name => Find(refs, name))];
        return Found.Ids();
    }

    private static RemoteRef Find(IReadOnlyList<RemoteRef> refs, string name) =>
        RefShorthand.Candidates(name).Select(full => refs.FirstOrDefault(found => !found.IsUnborn && found.Name == full.Bytes)).FirstOrDefault(found => found is not null)
        ?? throw new ToolException($"couldn't find remote ref {Escape.ForDisplay(name)}");
}
