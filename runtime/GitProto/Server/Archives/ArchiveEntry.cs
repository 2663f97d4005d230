using GitProto.Storage;

namespace GitProto.Server;

/// <summary>An entry of an archive.</summary>
/// <param name="Path">Its path; a directory ends with a slash.</param>
/// <param name="Mode">One of <see cref="FileModes"/>.</param>
/// <param name="Id">The object.</param>
/// <param name="Content">The bytes of a file, or where a link leads.</param>
internal sealed record ArchiveEntry(ByteString Path, int Mode, ObjectId Id, ReadOnlyMemory<byte> Content)
{
    /// <summary>A file that comes in pieces, in place of <see cref="Content"/>.</summary>
    public ObjectContent? Streamed { get; init; }

    /// <summary>Bytes of a file.</summary>
    public long Size => Streamed?.Size ?? Content.Length;

    /// <summary>True for a directory, and for a submodule, of which only the directory is there.</summary>
    public bool IsDirectory => Mode is FileModes.Directory or FileModes.Submodule;

    /// <summary>True for a symbolic link.</summary>
    public bool IsLink => Mode == FileModes.SymbolicLink;

    /// <summary>True for a file.</summary>
    public bool IsFile => !IsDirectory && !IsLink;

    /// <summary>The mode that stands for one of a tree: whatever a tree says, nothing else comes into an archive.</summary>
    /// <remarks>Source: tree.h canon_mode.</remarks>
    public static int Canonical(int mode) => (mode & FileModes.TypeMask) switch
    {
        FileModes.File & FileModes.TypeMask => (mode & 0x40) != 0 ? FileModes.Executable : FileModes.File,
        FileModes.SymbolicLink => FileModes.SymbolicLink,
        FileModes.Directory => FileModes.Directory,
        _ => FileModes.Submodule,
    };
}
