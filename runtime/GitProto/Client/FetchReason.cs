namespace GitProto.Client;

/// <summary>What the log of a ref says of a fetch: git's words.</summary>
internal static class FetchReason
{
    /// <summary>Says what becomes of a ref. What is new is called by what it is on the server.</summary>
    public static string Of(FetchedRef change) => change.Status switch
    {
        FetchedRefStatus.FastForward => "fast-forward",
        FetchedRefStatus.Forced => change.Name.StartsWith("refs/tags/"u8) ? "updating tag" : "forced-update",
        _ => change.Source!.Name.Span.StartsWith("refs/tags/"u8) ? "storing tag" : change.Source.Name.Span.StartsWith("refs/heads/"u8) ? "storing head" : "storing ref",
    };
}
