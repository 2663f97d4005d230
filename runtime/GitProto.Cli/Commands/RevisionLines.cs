using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>Revisions as <c>git pack-objects --revs</c> takes them: names, <c>^name</c>, <c>one..other</c>, and lines that change what follows.</summary>
internal sealed class RevisionLines(FileRepository repository)
{
    private const string Not = "--not";
    private const string Shallow = "--shallow ";
    private readonly HashSet<ObjectId> cut = [.. repository.ShallowBoundary];
    private bool excludes;

    /// <summary>What is packed, with what it reaches.</summary>
    public HashSet<ObjectId> Wants { get; } = [];

    /// <summary>What is left out, with what it reaches.</summary>
    public HashSet<ObjectId> Haves { get; } = [];

    /// <summary>Commits that are treated as having no parents.</summary>
    public IReadOnlySet<ObjectId> Cut => cut;

    /// <summary>Wants all refs, and what is checked out.</summary>
    public void AddAll()
    {
        Wants.UnionWith(repository.Refs.List().Select(found => found.Target).OfType<ObjectId>());
        if (repository.Refs.Resolve(RefName.Head) is { } head)
            Wants.Add(head);
    }

    /// <summary>Reads lines up to an empty one.</summary>
    /// <exception cref="ToolException">A line names nothing.</exception>
    public void Read(IEnumerable<ReadOnlyMemory<byte>> lines)
    {
        foreach (var line in lines)
        {
            if (line.IsEmpty)
                break;
            var text = System.Text.Encoding.Latin1.GetString(line.Span);
            if (text == Not)
                excludes = !excludes;
            else if (text.StartsWith(Shallow, StringComparison.Ordinal))
                cut.Add(ShallowId(text[Shallow.Length..]));
            else if (text[0] == '-')
                throw new ToolException($"not a rev '{text}'");
            else
                Add(text);
        }
    }

    private void Add(string text)
    {
        if (text.IndexOf("..", StringComparison.Ordinal) is >= 0 and var dots)
        {
            Add(OrHead(text[..dots]), !excludes, text);
            Add(OrHead(text[(dots + 2)..]), excludes, text);
        }
        else if (text[0] == '^')
            Add(text[1..], !excludes, text);
        else
            Add(text, excludes, text);
    }

    private static string OrHead(string name) => name.Length == 0 ? "HEAD" : name;

    private void Add(string name, bool isExcluded, string line) =>
        (isExcluded ? Haves : Wants).Add(RevisionName.Resolve(repository, name) ?? throw new ToolException($"bad revision '{line}'"));

    private ObjectId ShallowId(string text) => ObjectId.TryParse(System.Text.Encoding.Latin1.GetBytes(text), repository.Format, out var id)
        ? id : throw new ToolException($"not an object name '{text}'");
}
