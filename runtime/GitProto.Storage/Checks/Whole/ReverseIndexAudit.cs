namespace GitProto.Storage;

/// <summary>Holds the reverse index of a pack, if there is one, against its index, as <c>git fsck</c> does since 2.40.</summary>
internal static class ReverseIndexAudit
{
    /// <summary>Checks it.</summary>
    /// <param name="part">The pack.</param>
    /// <param name="tell">Is told what is wrong, in git's words.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static void Run(StoredPart part, Action<string> tell, CancellationToken cancellationToken)
    {
        var (index, path) = (part.Pack!.Index, part.PlaceOf(default));
        try
        {
            // What was opened as a pack lies where it may; what stands beside it is told of, and not followed if it is a link.
            if (ReverseIndex.TryReadFile(path, index, PathGuard.None) is { } bytes && !IsRight(bytes, part, tell, cancellationToken))
                tell($"error: invalid rev-index for pack '{Escape.ForDisplay(path)}'");
        }
        catch (Exception e) when (e is GitProtoException or IOException or UnauthorizedAccessException)
        {
            tell($"error: {e.Message.TrimEnd('.')}");
            tell($"error: unable to load rev-index for pack '{Escape.ForDisplay(path)}'");
        }
    }

    private static bool IsRight(byte[] bytes, StoredPart part, Action<string> tell, CancellationToken cancellationToken)
    {
        var (index, right) = (part.Pack!.Index, true);
        var places = ReverseIndex.Parse(bytes, index);
        if (!TrailerHash.IsRight(bytes, index.Format))
        {
            tell("error: invalid checksum");
            right = false;
        }
        for (var position = 0; position < places.Length; position++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (places[position] == part.Order[position])
                continue;
            tell($"error: invalid rev-index position at {position}: {places[position]} != {part.Order[position]}");
            right = false;
        }
        return right;
    }
}
