namespace GitProto.Storage;

/// <summary>What became of one update.</summary>
/// <param name="Update">The update.</param>
/// <param name="Refusal">Why it was not made; <see cref="RefRefusal.None"/> if it was.</param>
/// <param name="Reason">A sentence's end saying why; null if it was made.</param>
public sealed record RefUpdateResult(RefUpdate Update, RefRefusal Refusal = RefRefusal.None, string? Reason = null)
{
    /// <summary>True if the ref was changed as asked.</summary>
    public bool Succeeded => Refusal == RefRefusal.None;
}
