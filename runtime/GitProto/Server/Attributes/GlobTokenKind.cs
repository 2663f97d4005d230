namespace GitProto.Server;

/// <summary>What a part of a pattern stands for.</summary>
internal enum GlobTokenKind
{
    /// <summary>One byte.</summary>
    Byte,

    /// <summary>One byte of several.</summary>
    Set,

    /// <summary>Any number of bytes, none of them a slash.</summary>
    Star,

    /// <summary>Any number of bytes.</summary>
    Anything,

    /// <summary>Any number of directories, each with its slash.</summary>
    Directories,
}
