using GitProto.Storage;

namespace GitProto.Server;

/// <summary>What a commit says of itself.</summary>
internal sealed record CommitFacts(ObjectId Id, ObjectId Tree, IReadOnlyList<ObjectId> Parents, CommitPerson Author, CommitPerson Committer, byte[] Message)
{
    /// <summary>Cuts an id as far as git does; null where the store does not know how far that is.</summary>
    public Func<ObjectId, string>? Shorten { get; init; }

    /// <summary>The refs that name the commit.</summary>
    public required Lazy<byte[]> Decorations { get; init; }

    /// <summary>The first line in letters, digits, dots and dashes, as for the name of a file.</summary>
    public byte[] FileName
    {
        get
        {
            var name = new List<byte>();
            var line = Paragraph is [var first, ..] ? first : [];
            var isGap = false;
            foreach (var value in line)
            {
                if (!char.IsAsciiLetterOrDigit((char)value) && value is not ((byte)'.' or (byte)'_'))
                {
                    isGap = true;
                    continue;
                }
                if (value == '.' && !isGap && name is [.., (byte)'.'])
                    continue;
                if (isGap && name.Count > 0)
                    name.Add((byte)'-');
                isGap = false;
                name.Add(value);
            }
            while (name is [.., (byte)'.' or (byte)'-'])
                name.RemoveAt(name.Count - 1);
            return [.. name];
        }
    }

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
    public static CommitFacts Read(IRepository repository, RefView refs, ObjectId id, int? digits)
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
        return new CommitFacts(id, view.Tree, view.Parents(), author, committer, rest.TrimStart((byte)'\n').ToArray())
        {
            Shorten = repository.Objects is IAbbreviatingStore store ? found => found.ToString()[..store.UniqueDigits(found, digits)] : null,
            Decorations = new Lazy<byte[]>(() => Server.Decorations.Of(refs, id)),
        };
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
