namespace GitProto.Conformance.Tests;

/// <summary>Patterns of cases that stand for all where all would take too long.</summary>
internal static class CaseChoice
{
    /// <summary>Every scenario and every script in each version, every request of HTTP, and a fault of the framing of each kind of packet.</summary>
    public static string[] WithoutFaults { get; } = ["*.*/*-v?", .. OfHttp, "pkt-line.no-other-digits/*"];

    /// <summary>Every request and answer of HTTP that is asked and said besides conversations.</summary>
    public static string[] OfHttp => ["http.*", "service-header.*", "upload-request.want-reachable/*", "hostile/R17-*"];

    /// <summary>One scenario for each flow and each capability.</summary>
    public static string[] OfEachKind { get; } =
    [
        "*/list-v?", "*/list-missing-v2", "*/clone-v?", "*/clone-sha256-v2", "*/clone-small-bands-v0", "*/clone-no-bands-v0", "*/clone-no-agent-v2", "*/fetch-older-v?", "*/fetch-near-v?", "*/fetch-near-multi-v0", "*/fetch-tag-v2",
        "*/fetch-by-name-v2", "*/fetch-not-thin-v0", "*/fetch-no-offsets-v0", "*/filter-blobs-v2", "*/depth-2-v?", "*/since-v2", "*/exclude-v2", "*/deepen-by-1-v2", "*/push-update-v?", "*/push-sha256-v0", "*/push-delete-v0",
        "*/push-atomic-v0", "*/push-options-v0", "*/push-older-report-v0", "*/push-no-report-v0", "*/push-not-thin-v0", "*/archive-tar-v?",
        "*/list-empty-v?", "*/clone-empty-v2", "*/clone-tips-v0", "*/clone-reachable-v0", "*/push-checked-v0", "*/push-atomic-denied-v0", "*/push-quiet-v0", "*/fetch-option-v2", "*/depth-2-sha256-v2", "*/filter-blobs-sha256-v2",
        "*/push-atomic-sha256-v0", "*/want-hidden-tip-v0", "*/want-reachable-v0", "*/want-quietly-v0", "*/info-sizes-v2", "*/bundles-v2", "*/uris-https-v2", "*/all-in-bands-v2", "*/session-v2", "*/have-and-wait-v2", "*/list-unborn-alone-v2",
    ];
}
