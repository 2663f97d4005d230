using System.Text;

namespace GitProto.Storage;

/// <summary>Reads single refs from their own files or from <c>packed-refs</c>. Links are read as links, not followed.</summary>
internal sealed class FileRefReader(RefPaths paths, PackedRefsFile packed, ObjectFormat format, PathGuard guard)
{
    /// <summary>The packed refs.</summary>
    public PackedRefsFile Packed => packed;

    /// <summary>What a ref holds; its own file counts before the packed one.</summary>
    /// <exception cref="RefRefusedException">It is broken.</exception>
    public RefValue? Read(RefName name)
    {
        if (ReadLoose(name) is { } loose)
            return loose;
        return !name.IsHead && packed.Read().Find(name) is { } id ? RefValue.Direct(id) : null;
    }

    /// <summary>What a ref's own file holds.</summary>
    /// <exception cref="RefRefusedException">It is broken.</exception>
    public RefValue? ReadLoose(RefName name)
    {
        if (paths.TryGet(name) is not { } path)
            return paths.IsOutOfReach(name) ? throw LooseRefList.OutOfReach(name.Bytes) : (RefValue?)null;
        var info = new FileInfo(path);
        if (info.LinkTarget is { } link)
            return LooseRef.TryLink(Encoding.UTF8.GetBytes(link), out var target) ? RefValue.Symbolic(target!) : throw Broken(name, "its file is a link");
        if (!info.Exists)
            return null;
        if (paths.CrossesLink(name, path))
            throw Broken(name, "a directory on its path is a link");
        if (info.Length > LooseRef.MaxLength)
            throw Broken(name, $"its file is longer than {LooseRef.MaxLength} bytes");
        return SmallFile.TryRead(path, LooseRef.MaxLength, nameof(LooseRef.MaxLength), guard) is { } content ? LooseRef.Parse(name, content, format) : (RefValue?)null;
    }

    /// <summary>A ref that cannot stand beside a new one; null if none is in the way.</summary>
    public ByteString? Conflict(RefName name)
    {
        var refs = packed.Read();
        foreach (var parent in RefNames.Parents(name))
        {
            if (RefName.TryParse(parent, out var other) && (refs.Find(other) is not null || (paths.TryGet(other) is { } path && File.Exists(path))))
                return parent;
        }
        var children = RefNames.ChildPrefix(name);
        var index = refs.LowerBound(children.Span);
        if (index < refs.Count && refs.Name(index).StartsWith(children.Span))
            return new ByteString(refs.Name(index));
        return paths.TryGet(name) is { } directory && HasFile(directory) ? children : (ByteString?)null;
    }

    private static bool HasFile(string directory) =>
        Directory.Exists(directory) && Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Any(file => !file.EndsWith(".lock", StringComparison.Ordinal));

    private static RefRefusedException Broken(RefName name, string reason) => new(name.Bytes, reason);
}
