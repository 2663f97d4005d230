using System.Buffers;

namespace GitProto.Storage;

/// <summary>The format of trees, one after the other. A clean tree costs no allocation.</summary>
internal sealed class TreeCheck(ObjectFormat format, FsckOptions options, FsckReporter reporter, NamedBlobs blobs)
{
    // Only names with such bytes, or that begin as one of the special names does, need a closer look.
    private static readonly SearchValues<byte> Suspicious = SearchValues.Create([(byte)'/', (byte)'\\', .. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);
    private readonly TreeOrder order = new();

    /// <summary>Checks one.</summary>
    public void Run(ReadOnlySpan<byte> content)
    {
        order.Begin();
        // As in git, an entry behind which the tree breaks is asked for neither its mode nor its place.
        var (flaws, pending) = (TreeFlaws.None, TreeFlaws.None);
        var width = format.ByteLength();
        for (var rest = content; !rest.IsEmpty;)
        {
            if (!TryRead(rest, width, out var mode, out var start, out var length))
            {
                (flaws, pending) = (flaws | TreeFlaws.Broken, TreeFlaws.None);
                break;
            }
            if (rest[0] == '0')
                flaws |= TreeFlaws.ZeroPadded;
            flaws |= pending | Entry(mode, rest.Slice(start, length), ObjectId.FromBytes(rest.Slice(start + length + 1, width)));
            pending = order.Add(content, content.Length - rest.Length + start, length, TreeMode.IsTree(mode));
            if (!TreeMode.IsKnown(mode, options.Strict))
                pending |= TreeFlaws.Mode;
            rest = rest[(start + length + 1 + width)..];
        }
        flaws |= pending;
        Tell(flaws);
        if (reporter.Wants(FsckId.FoldedSymlink))
            FoldedNames.Check(reporter, format, content);
    }

    // Whatever the entries are, the last id has a NUL ahead of it: what was cut shows before a name is looked at.
    private static bool TryRead(ReadOnlySpan<byte> rest, int width, out uint mode, out int start, out int length)
    {
        (mode, start, length) = (0, 0, 0);
        if (rest.Length < width + 3 || rest[^(width + 1)] != 0 || !TreeMode.TryRead(rest, out mode, out start))
            return false;
        length = rest[start..].IndexOf((byte)0);
        return length > 0;
    }

    private TreeFlaws Entry(uint mode, ReadOnlySpan<byte> name, in ObjectId id)
    {
        var flaws = id.IsZero ? TreeFlaws.NullId : TreeFlaws.None;
        if (name.Length > options.MaxNameLength)
            flaws |= TreeFlaws.LongName;
        if (name[0] is (byte)'.' or (byte)'~' or (byte)'g' or (byte)'G' or (byte)'m' or (byte)'M' || name.ContainsAny(Suspicious))
            flaws |= Name(mode, name, id);
        if (reporter.Wants(FsckId.WindowsName) && !WindowsNames.AreSafe(System.Text.Encoding.UTF8.GetString(name)))
            flaws |= TreeFlaws.Windows;
        return flaws;
    }

    private TreeFlaws Name(uint mode, ReadOnlySpan<byte> name, in ObjectId id)
    {
        var flaws = name switch
        {
            [(byte)'.'] => TreeFlaws.Dot,
            [(byte)'.', (byte)'.'] => TreeFlaws.DotDot,
            _ => TreeFlaws.None,
        };
        if (name.Contains((byte)'/'))
            flaws |= TreeFlaws.FullPath;
        if (HfsNames.IsDotGit(name) || NtfsNames.IsDotGit(name))
            flaws |= TreeFlaws.DotGit;
        var isLink = TreeMode.IsLink(mode);
        Special(name, isLink, id);
        for (var part = name; part.IndexOf((byte)'\\') is >= 0 and var at;)
        {
            part = part[(at + 1)..];
            if (NtfsNames.IsDotGit(part))
                flaws |= TreeFlaws.DotGit;
            if (SpecialFile.Modules.MatchesOnNtfs(part))
                Modules(isLink, id);
        }
        return flaws;
    }

    private void Special(ReadOnlySpan<byte> name, bool isLink, in ObjectId id)
    {
        if (SpecialFile.Modules.Matches(name))
            Modules(isLink, id);
        if (SpecialFile.Attributes.Matches(name))
        {
            if (!isLink)
                blobs.AddAttributes(id);
            else
                reporter.Tell(FsckId.GitattributesSymlink, ".gitattributes is a symlink");
        }
        if (!isLink)
            return;
        if (SpecialFile.Ignore.Matches(name))
            reporter.Tell(FsckId.GitignoreSymlink, ".gitignore is a symlink");
        if (SpecialFile.Mailmap.Matches(name))
            reporter.Tell(FsckId.MailmapSymlink, ".mailmap is a symlink");
    }

    private void Modules(bool isLink, in ObjectId id)
    {
        if (isLink)
            reporter.Tell(FsckId.GitmodulesSymlink, ".gitmodules is a symbolic link");
        else
            blobs.AddModules(id);
    }

    private void Tell(TreeFlaws flaws)
    {
        if (flaws == TreeFlaws.None)
            return;
        Tell(flaws, TreeFlaws.Broken, FsckId.BadTree, "cannot be parsed as a tree");
        Tell(flaws, TreeFlaws.NullId, FsckId.NullSha1, "contains entries pointing to null sha1");
        Tell(flaws, TreeFlaws.FullPath, FsckId.FullPathname, "contains full pathnames");
        Tell(flaws, TreeFlaws.Dot, FsckId.HasDot, "contains '.'");
        Tell(flaws, TreeFlaws.DotDot, FsckId.HasDotdot, "contains '..'");
        Tell(flaws, TreeFlaws.DotGit, FsckId.HasDotgit, "contains '.git'");
        Tell(flaws, TreeFlaws.ZeroPadded, FsckId.ZeroPaddedFilemode, "contains zero-padded file modes");
        Tell(flaws, TreeFlaws.Mode, FsckId.BadFilemode, "contains bad file modes");
        Tell(flaws, TreeFlaws.Duplicate, FsckId.DuplicateEntries, "contains duplicate file entries");
        Tell(flaws, TreeFlaws.Unsorted, FsckId.TreeNotSorted, "not properly sorted");
        Tell(flaws, TreeFlaws.LongName, FsckId.LargePathname, "contains excessively large pathname");
        Tell(flaws, TreeFlaws.Windows, FsckId.WindowsName, "contains a name that Windows takes for another");
    }

    private void Tell(TreeFlaws flaws, TreeFlaws flaw, FsckId id, string text)
    {
        if ((flaws & flaw) != 0)
            reporter.Tell(id, text);
    }
}
