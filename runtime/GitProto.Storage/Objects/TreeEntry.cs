namespace GitProto.Storage;

/// <summary>One entry of a tree, as a view into it.</summary>
public readonly ref struct TreeEntry
{
    internal TreeEntry(int mode, ReadOnlySpan<byte> name, ReadOnlySpan<byte> id)
    {
        Mode = mode;
        Name = name;
        IdBytes = id;
    }

    /// <summary>The file mode as Git stores it: octal 100644, 100755, 120000, 160000 or 40000, though others occur.</summary>
    public int Mode { get; }

    /// <summary>The name within the directory. Not checked: it may be anything but empty, with no NUL.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>The object.</summary>
    public ObjectId Id => ObjectId.FromBytes(IdBytes);

    /// <summary>The id as it stands there.</summary>
    internal ReadOnlySpan<byte> IdBytes { get; }

    /// <summary>True for a directory.</summary>
    public bool IsTree => (Mode & FileModes.TypeMask) == FileModes.Directory;

    /// <summary>True for a submodule, whose commit is not in this repository.</summary>
    public bool IsSubmodule => (Mode & FileModes.TypeMask) == FileModes.Submodule;

    /// <summary>The kind of object; <see cref="ObjectType.None"/> for a submodule.</summary>
    public ObjectType Type => IsTree ? ObjectType.Tree : IsSubmodule ? ObjectType.None : ObjectType.Blob;
}
