namespace GitProto.Storage;

/// <summary>File modes in trees.</summary>
public static class FileModes
{
    /// <summary>The bits that say what kind of entry it is.</summary>
    public const int TypeMask = 0xF000;

    /// <summary>40000: a directory.</summary>
    public const int Directory = 0x4000;

    /// <summary>100644: a file.</summary>
    public const int File = 0x81A4;

    /// <summary>100664: a file, as git wrote it long ago.</summary>
    public const int GroupWritable = 0x81B4;

    /// <summary>100755: a file that can be run.</summary>
    public const int Executable = 0x81ED;

    /// <summary>120000: a symbolic link.</summary>
    public const int SymbolicLink = 0xA000;

    /// <summary>160000: a commit of another repository.</summary>
    public const int Submodule = 0xE000;
}
