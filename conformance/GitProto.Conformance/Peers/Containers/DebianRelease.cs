namespace GitProto.Conformance.Peers.Containers;

/// <summary>A release of Debian, and the git that it has.</summary>
/// <param name="Suite">Its name in Debian's archive.</param>
/// <param name="Git">The version, as far as peers are named by it; an image that is there says it better.</param>
internal sealed record DebianRelease(string Suite, string Git)
{
    /// <summary>All that are peers, the oldest git first.</summary>
    public static IReadOnlyList<DebianRelease> All { get; } = [new("bullseye", "2.30"), new("bookworm", "2.39"), new("trixie", "2.47"), new("sid", "2.55")];
}
