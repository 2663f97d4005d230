namespace GitProto.Storage;

/// <summary>Writes entry headers.</summary>
internal static class EntryHeaderWriter
{
    /// <summary>The most bytes a header takes.</summary>
    public const int MaxLength = 10 + 32;

    /// <summary>Writes type and size.</summary>
    /// <returns>How many bytes were written.</returns>
    public static int Write(Span<byte> destination, PackEntryType type, long size)
    {
        var length = 0;
        var group = ((int)type << 4) | (int)(size & 15);
        for (size >>= 4; size != 0; size >>= 7)
        {
            destination[length++] = (byte)(group | 0x80);
            group = (int)(size & 0x7f);
        }
        destination[length++] = (byte)group;
        return length;
    }

    /// <summary>Writes how far back an OFS delta's base lies.</summary>
    /// <returns>How many bytes were written.</returns>
    public static int WriteDistance(Span<byte> destination, long distance)
    {
        Span<byte> reversed = stackalloc byte[10];
        var length = 0;
        reversed[length++] = (byte)(distance & 0x7f);
        while ((distance >>= 7) != 0)
            reversed[length++] = (byte)(0x80 | (--distance & 0x7f));
        for (var i = 0; i < length; i++)
            destination[i] = reversed[length - 1 - i];
        return length;
    }
}
