namespace GitProto.Conformance.Running;

/// <summary>A peer that was judged, as the reports name it.</summary>
/// <param name="Name">Its name, such as <c>git-2.47-http</c>.</param>
/// <param name="Version">The version that it says to be; null if it says none.</param>
/// <param name="Expected">The name of the file from which it is taken what is known of it; null if nothing is.</param>
/// <param name="Note">What has to be known of that choice; null for nothing.</param>
public sealed record JudgedPeer(string Name, string? Version, string? Expected, string? Note);
