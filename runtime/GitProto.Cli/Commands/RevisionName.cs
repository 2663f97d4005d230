using System.Globalization;
using System.Text;
using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>Names of objects: an id, a ref by any of its names, and from there <c>~N</c>, <c>^N</c> and <c>^{}</c>. Abbreviated ids and reflogs are not known.</summary>
internal static class RevisionName
{
    /// <summary>Finds what a name names.</summary>
    /// <returns>Null if it names nothing.</returns>
    /// <exception cref="ToolException">It is the id of an object that is not here.</exception>
    public static ObjectId? Resolve(FileRepository repository, string name)
    {
        var end = name.AsSpan().IndexOfAny('~', '^');
        var current = Start(repository, end < 0 ? name : name[..end]);
        for (var at = end < 0 ? name.Length : end; at < name.Length && current is not null;)
            current = Step(repository, current.Value, name, ref at);
        return current;
    }

    private static ObjectId? Start(FileRepository repository, string name)
    {
        var bytes = Encoding.Latin1.GetBytes(name);
        if (ObjectId.TryParse(bytes, repository.Format, out var id))
            return repository.Objects.Contains(id) ? id : throw new ToolException($"bad object {name}");
        if (name == "@")
            return repository.Refs.Resolve(RefName.Head);
        foreach (var candidate in RefShorthand.Candidates(ByteString.Wrap(bytes)))
        {
            if (repository.Refs.Resolve(candidate) is { } found)
                return found;
        }
        return null;
    }

    private static ObjectId? Step(FileRepository repository, ObjectId from, string name, ref int at)
    {
        var kind = name[at++];
        if (repository.Objects.Peel(from) is not { } peeled)
            return null;
        if (kind == '^' && name.AsSpan(at).StartsWith("{}"))
        {
            at += 2;
            return peeled.Id;
        }
        var digits = at;
        while (at < name.Length && char.IsAsciiDigit(name[at]))
            at++;
        if (digits == at && at < name.Length && name[at] is not ('~' or '^'))
            return null;
        if (!int.TryParse(digits == at ? "1" : name[digits..at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || peeled.Type != ObjectType.Commit)
            return null;
        return kind == '~' ? Ancestor(repository, peeled.Id, number) : Parent(repository, peeled.Id, number);
    }

    private static ObjectId? Ancestor(FileRepository repository, ObjectId id, int generations)
    {
        ObjectId? current = id;
        for (var step = 0; step < generations && current is not null; step++)
            current = Parent(repository, current.Value, 1);
        return current;
    }

    // The parent with number 0 is the commit itself.
    private static ObjectId? Parent(FileRepository repository, ObjectId id, int number)
    {
        if (number == 0)
            return id;
        var commit = repository.Objects.ReadCommit(id);
        return number <= commit.ParentCount ? commit.Parent(number - 1) : null;
    }
}
