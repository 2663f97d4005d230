namespace GitProto.Transports;

/// <summary>A repository turned out to be elsewhere.</summary>
/// <param name="From">The URL that was asked, without credentials.</param>
/// <param name="To">The URL that is used from now on.</param>
public sealed record HttpRedirect(GitUrl From, GitUrl To);
