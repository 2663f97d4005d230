namespace GitProto.Storage;

/// <summary>The mode of an entry, of any size: a number that is too large stays so, and never becomes one that git writes.</summary>
internal static class TreeMode
{
    private const uint TooLarge = 1 << 24;

    /// <summary>Reads the octal digits and the space at the start of an entry.</summary>
    /// <param name="entry">The tree from this entry on; it has a NUL somewhere.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="length">Where the name begins.</param>
    /// <returns>False if there are no digits, or others.</returns>
    public static bool TryRead(ReadOnlySpan<byte> entry, out uint mode, out int length)
    {
        (mode, length) = (0, 0);
        if (entry[0] == ' ')
            return false;
        foreach (var digit in entry)
        {
            length++;
            if (digit == ' ')
                return true;
            if (digit is < (byte)'0' or > (byte)'7')
                return false;
            mode = mode >= TooLarge ? mode : (mode << 3) | (uint)(digit - '0');
        }
        return false;
    }

    /// <summary>True for a mode that git writes.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="strict">Whether it has to be one of today: 100664 is not.</param>
    public static bool IsKnown(uint mode, bool strict) =>
        mode is FileModes.File or FileModes.Executable or FileModes.SymbolicLink or FileModes.Directory or FileModes.Submodule || (!strict && mode == FileModes.GroupWritable);

    /// <summary>True for a directory.</summary>
    public static bool IsTree(uint mode) => (mode & FileModes.TypeMask) == FileModes.Directory;

    /// <summary>True for a symbolic link.</summary>
    public static bool IsLink(uint mode) => (mode & FileModes.TypeMask) == FileModes.SymbolicLink;
}
