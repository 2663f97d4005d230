using GitProto.Storage;

namespace GitProto.Server;

/// <summary>What a commit says of itself.</summary>
internal sealed record CommitFacts(ObjectId Id, ObjectId Tree, IReadOnlyList<ObjectId> Parents, CommitPerson Author, CommitPerson Committer, byte[] Message)
{
    /// <summary>The first paragraph as one line.</summary>
    public byte[] Subject
    {
        get
        {
            var lines = new List<byte>();
            foreach (var line in Paragraph)
                lines.AddRange([.. lines.Count > 0 ? " "u8 : default, .. line]);
            return [.. lines];
        }
    }

    /// <summary>What stands behind the first paragraph.</summary>
    public byte[] Body
    {
        get
        {
            ReadOnlySpan<byte> rest = Message;
            while (TakeLine(ref rest, out var line) && !line.IsEmpty)
            {
                // The first paragraph.
            }
            return rest.TrimStart((byte)'\n').ToArray();
        }
    }

    private List<byte[]> Paragraph
    {
        get
        {
            var found = new List<byte[]>();
            ReadOnlySpan<byte> rest = Message;
            while (TakeLine(ref rest, out var line) && !line.IsEmpty)
                found.Add(line.ToArray());
            return found;
        }
    }

    /// <summary>Reads a commit.</summary>
    /// <exception cref="ArchiveRefusedException">It is in another encoding than UTF-8.</exception>
    public static CommitFacts Read(IRepository repository, ObjectId id)
    {
        var content = repository.Objects.Read(id, ObjectType.Commit).Span;
        var view = new CommitView(repository.Format, content);
        CommitPerson? author = null, committer = null;
        var rest = content;
        while (TakeLine(ref rest, out var line) && !line.IsEmpty)
        {
            if (author is null && line.StartsWith("author "u8))
                author = CommitPerson.Parse(line["author ".Length..]);
            else if (committer is null && line.StartsWith("committer "u8))
                committer = CommitPerson.Parse(line["committer ".Length..]);
            else if (line.StartsWith("encoding "u8) && !line.SequenceEqual("encoding UTF-8"u8))
                throw ArchiveRefusedException.Fatal("export-subst of a commit in another encoding than UTF-8 is not supported by this server");
        }
        if (author is null || committer is null)
            throw ArchiveRefusedException.Fatal("export-subst of a commit without author or committer is not supported by this server");
        return new CommitFacts(id, view.Tree, view.Parents(), author, committer, rest.TrimStart((byte)'\n').ToArray());
    }

    private static bool TakeLine(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        var end = rest.IndexOf((byte)'\n');
        line = end < 0 ? rest : rest[..end];
        var any = !rest.IsEmpty;
        rest = end < 0 ? default : rest[(end + 1)..];
        return any;
    }
}
