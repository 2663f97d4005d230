namespace GitProto.Protocol;

/// <summary>Makes one of the words of a list.</summary>
public delegate T WordReader<out T>(ReadOnlySpan<byte> word);

/// <summary>Takes lists within a line apart.</summary>
public static class WireLists
{
    /// <summary>Splits at a separator, which may also lead or trail.</summary>
    public static IReadOnlyList<T> Split<T>(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> separator, WordReader<T> read)
    {
        if (bytes.IsEmpty)
            return [];
        var items = new List<T>();
        foreach (var range in bytes.Split(separator))
        {
            if (!bytes[range].IsEmpty)
                items.Add(read(bytes[range]));
        }
        return items;
    }

    /// <summary>True if a word stands among words that are parted by spaces.</summary>
    public static bool Contains(ByteString? words, ReadOnlySpan<byte> word)
    {
        var all = words.GetValueOrDefault().Span;
        foreach (var range in all.Split((byte)' '))
        {
            if (all[range].SequenceEqual(word))
                return true;
        }
        return false;
    }
}
