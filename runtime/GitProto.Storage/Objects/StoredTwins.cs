namespace GitProto.Storage;

/// <summary>
/// Compares objects that came with those of the same name that were there. A name that stands for two contents is refused, whatever the hash says of
/// either; in windows, so that size does not matter.
/// </summary>
internal static class StoredTwins
{
    private const int WindowSize = 64 << 10;

    // What is smaller is read as a whole: that costs less than a window.
    private const long LargeFrom = 1 << 20;

    /// <summary>Compares all objects of a pack that the store has as well.</summary>
    /// <param name="store">The store.</param>
    /// <param name="twins">Ids of objects that are in both.</param>
    /// <param name="incoming">The pack.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="HashMismatchException">One has other bytes than the one in the store.</exception>
    public static void Check(IObjectStore store, IEnumerable<ObjectId> twins, PackFile incoming, CancellationToken cancellationToken)
    {
        var (left, right) = (new byte[WindowSize], new byte[WindowSize]);
        foreach (var id in twins)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var old = store.OpenRead(id);
            if (old is null)
                continue;
            using var fresh = ((IObjectSource)incoming).TryOpenLarge(id, LargeFrom) ?? new ObjectContent(incoming.TryRead(id)!);
            if (old.Type != fresh.Type || old.Size != fresh.Size || !AreSame(old.Stream, fresh.Stream, left, right))
                throw new HashMismatchException($"SHA1 COLLISION FOUND WITH {id} !");
        }
    }

    /// <summary>The ids that are in both of two indexes.</summary>
    public static IEnumerable<ObjectId> Common(PackIndex left, PackIndex right)
    {
        var (small, large) = left.Count < right.Count ? (left, right) : (right, left);
        return Enumerable.Range(0, small.Count).Select(small.GetId).Where(id => large.Find(id) >= 0);
    }

    private static bool AreSame(Stream left, Stream right, byte[] leftWindow, byte[] rightWindow)
    {
        while (true)
        {
            var filled = left.ReadAtLeast(leftWindow, WindowSize, throwOnEndOfStream: false);
            var other = right.ReadAtLeast(rightWindow, WindowSize, throwOnEndOfStream: false);
            if (!leftWindow.AsSpan(0, filled).SequenceEqual(rightWindow.AsSpan(0, other)))
                return false;
            if (filled < WindowSize)
                return true;
        }
    }
}
