using System.Text;

namespace GitProto.Server;

/// <summary>One path that a client wants of a tree, or does not want.</summary>
internal sealed class ArchivePath
{
    private readonly byte[] path;
    private readonly PathGlob? glob;
    private readonly bool onlyDirectory;

    private ArchivePath(ByteString text, byte[] path, HashSet<string> magic)
    {
        Text = text;
        onlyDirectory = path is [.., (byte)'/'];
        this.path = onlyDirectory ? path[..^1] : path;
        IsExcluded = magic.Contains("exclude");
        if (!magic.Contains("literal") && path.AsSpan().ContainsAny("*?[\\"u8))
            glob = PathGlob.Compile(path, stopsAtSlash: magic.Contains("glob"));
    }

    /// <summary>As the client wrote it.</summary>
    public ByteString Text { get; }

    /// <summary>True if what fits is left out.</summary>
    public bool IsExcluded { get; }

    /// <summary>True if everything fits.</summary>
    public bool IsAll => path.Length == 0;

    /// <summary>Reads one.</summary>
    /// <exception cref="ArchiveRefusedException">It is malformed, leads out of the tree, or is of a kind that is not supported.</exception>
    public static ArchivePath Parse(ByteString text)
    {
        if (text.IsEmpty)
            throw ArchiveRefusedException.Fatal("empty string is not a valid pathspec. please use . instead if you meant to match all paths");
        var magic = new HashSet<string>();
        var rest = text.Span.StartsWith(":("u8) ? LongMagic(text, magic) : text.Span.StartsWith(":"u8) ? ShortMagic(text, magic) : text.Span;
        return new ArchivePath(text, Normal(text, rest), magic);
    }

    /// <summary>True if an entry fits, or lies in a directory that does.</summary>
    public bool Matches(ReadOnlySpan<byte> candidate, bool isDirectory)
    {
        if (IsAll)
            return true;
        if (candidate.StartsWith(path) && (candidate.Length == path.Length ? isDirectory || !onlyDirectory : candidate[path.Length] == '/'))
            return true;
        return glob is not null && glob.IsMatch(candidate);
    }

    /// <summary>False if nothing below a directory can fit.</summary>
    public bool MayHold(ReadOnlySpan<byte> directory) => glob is not null || Below(directory, path) || Below(path, directory);

    /// <summary>True if all below a directory fits.</summary>
    public bool HoldsAllOf(ReadOnlySpan<byte> directory) => Below(directory, path);

    private static bool Below(ReadOnlySpan<byte> inner, ReadOnlySpan<byte> outer) =>
        outer.IsEmpty || (inner.StartsWith(outer) && (inner.Length == outer.Length || inner[outer.Length] == '/'));

    private static ReadOnlySpan<byte> LongMagic(ByteString text, HashSet<string> magic)
    {
        var end = text.Span.IndexOf((byte)')');
        if (end < 0)
            throw ArchiveRefusedException.Fatal($"Missing ')' at the end of pathspec magic in '{text.ToDisplayString()}'");
        foreach (var part in text.Span[2..end].Split((byte)','))
        {
            var word = Encoding.Latin1.GetString(text.Span[2..end][part]);
            if (word is "top" or "")
                continue;
            if (word is not ("literal" or "glob" or "exclude"))
                throw ArchiveRefusedException.Fatal($"pathspec magic '{Escape.ForDisplay(Encoding.Latin1.GetBytes(word))}' in '{text.ToDisplayString()}' is not supported by this server");
            magic.Add(word);
        }
        if (magic.Contains("literal") && magic.Contains("glob"))
            throw ArchiveRefusedException.Fatal($"{text.ToDisplayString()}: 'literal' and 'glob' are incompatible");
        return text.Span[(end + 1)..];
    }

    private static ReadOnlySpan<byte> ShortMagic(ByteString text, HashSet<string> magic)
    {
        var i = 1;
        for (; i < text.Length && text.Span[i] is (byte)'/' or (byte)'!' or (byte)'^'; i++)
        {
            if (text.Span[i] != '/')
                magic.Add("exclude");
        }
        return text.Span[(i < text.Length && text.Span[i] == ':' ? i + 1 : i)..];
    }

    /// <summary>The path without <c>.</c> and <c>..</c> in it.</summary>
    private static byte[] Normal(ByteString text, ReadOnlySpan<byte> rest)
    {
        var names = new List<byte[]>();
        if (rest.StartsWith("/"u8))
            throw Outside(text);
        foreach (var part in rest.Split((byte)'/'))
        {
            var name = rest[part];
            if (name.SequenceEqual(".."u8))
            {
                if (names.Count == 0)
                    throw Outside(text);
                names.RemoveAt(names.Count - 1);
            }
            else if (!name.IsEmpty && !name.SequenceEqual("."u8))
                names.Add(name.ToArray());
        }
        var joined = new List<byte>();
        foreach (var name in names)
        {
            joined.AddRange(name);
            joined.Add((byte)'/');
        }
        return [.. rest.EndsWith("/"u8) || joined.Count == 0 ? joined : joined[..^1]];
    }

    private static ArchiveRefusedException Outside(ByteString text) =>
        ArchiveRefusedException.Fatal($"{text.ToDisplayString()}: '{text.ToDisplayString()}' is outside repository");
}
