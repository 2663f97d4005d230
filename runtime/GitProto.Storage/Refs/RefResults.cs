namespace GitProto.Storage;

/// <summary>Sentences and shapes of results that all stores share.</summary>
internal static class RefResults
{
    /// <summary>Turns what succeeded into what was not tried, because another update of the set was refused.</summary>
    public static IReadOnlyList<RefUpdateResult> Abort(IReadOnlyList<RefUpdateResult> results) =>
        [.. results.Select(result => result.Succeeded ? result with { Refusal = RefRefusal.Aborted, Reason = "another ref of the same transaction was refused" } : result)];

    /// <summary>Turns what succeeded into what was refused by who watches the transaction.</summary>
    public static RefUpdateResult Decline(RefUpdateResult result) =>
        result.Succeeded ? result with { Refusal = RefRefusal.Declined, Reason = "ref updates aborted by hook" } : result;

    /// <summary>Compares what an update expects with what there is.</summary>
    /// <returns>Null if they agree.</returns>
    public static RefUpdateResult? Compare(RefUpdate update, ObjectId? current)
    {
        if (update.Expected is not { } expected || (expected.IsZero ? current is null : current == expected))
            return null;
        var reason = current is null ? $"it does not exist, expected {expected}"
            : expected.IsZero ? "it exists already" : $"it is at {current}, expected {expected}";
        return new RefUpdateResult(update, RefRefusal.Stale, reason);
    }

    /// <summary>The result for a directory/file conflict.</summary>
    public static RefUpdateResult Conflict(RefUpdate update, ByteString other) =>
        new(update, RefRefusal.NameConflict, $"'{other.ToDisplayString()}' exists");

    /// <summary>The result for names that differ in case alone.</summary>
    public static RefUpdateResult Twin(RefUpdate update, ByteString other) =>
        new(update, RefRefusal.CaseConflict, $"'{other.ToDisplayString()}' differs in case alone, and core.ignoreCase says that the file system takes the two for one");

    /// <summary>The result for a ref that is named twice.</summary>
    public static RefUpdateResult Duplicate(RefUpdate update) =>
        new(update, RefRefusal.Duplicate, "it is updated twice in one transaction");
}
