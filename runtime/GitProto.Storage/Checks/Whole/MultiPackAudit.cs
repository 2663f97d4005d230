namespace GitProto.Storage;

/// <summary>Holds a multi-pack index against the packs that it covers, as <c>git multi-pack-index verify</c> does.</summary>
internal static class MultiPackAudit
{
    /// <summary>Checks the one of a directory, if there is one.</summary>
    /// <param name="directory">The directory of packs.</param>
    /// <param name="tell">Is told what is wrong, in git's words.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static void Run(PackDirectory directory, Action<string> tell, CancellationToken cancellationToken)
    {
        try
        {
            if (directory.ReadCover() is { } index)
                Check(index, Packs(index, directory, tell), tell, cancellationToken);
        }
        catch (Exception e) when (e is GitProtoException or IOException or UnauthorizedAccessException)
        {
            tell($"error: {e.Message.TrimEnd('.')}");
            tell("error: multi-pack-index file exists, but failed to parse");
        }
    }

    private static PackIndex?[] Packs(MultiPackIndex index, PackDirectory directory, Action<string> tell)
    {
        var known = directory.All().ToDictionary(pair => pair.Key, pair => pair.Value?.Index, StringComparer.Ordinal);
        var packs = new PackIndex?[index.PackNames.Count];
        for (var number = 0; number < packs.Length; number++)
        {
            packs[number] = known.GetValueOrDefault(Path.Join(directory.Path, index.PackNames[number]));
            if (packs[number] is null)
                tell($"failed to load pack in position {number}");
        }
        return packs;
    }

    private static void Check(MultiPackIndex index, PackIndex?[] packs, Action<string> tell, CancellationToken cancellationToken)
    {
        if (!index.HasRightChecksum())
            tell("incorrect checksum");
        for (var place = 0; place < index.Count; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var id = ObjectId.FromBytes(index.IdSpan(place));
            if (place > 0 && index.IdSpan(place - 1).SequenceCompareTo(index.IdSpan(place)) >= 0)
                tell($"oid lookup out of order: oid[{place - 1}] = {ObjectId.FromBytes(index.IdSpan(place - 1))} >= {id} = oid[{place}]");
            if (Wrong(index, packs, place, id) is { } problem)
                tell(problem);
        }
    }

    private static string? Wrong(MultiPackIndex index, PackIndex?[] packs, int place, in ObjectId id)
    {
        try
        {
            var first = index.IdSpan(place)[0];
            if (packs[index.GetPack(place)] is { } pack && place < index.Below(first) && (first == 0 || place >= index.Below(first - 1)))
            {
                var (told, found) = (index.GetOffset(place), pack.Find(id));
                var offset = found < 0 ? 0 : pack.GetOffset(found);
                return told == offset ? null : $"incorrect object offset for oid[{place}] = {id}: {told:x} != {offset:x}";
            }
        }
        catch (CorruptPackException)
        {
            // It leads nowhere.
        }
        return $"failed to load pack entry for oid[{place}] = {id}";
    }
}
