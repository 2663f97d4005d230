using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Cli;

/// <summary>Who changes refs, for their logs: as the environment says, or else the configs.</summary>
/// <remarks>Source: git-commit-tree "COMMIT INFORMATION" and "DATE FORMATS"; git-config "user.name".</remarks>
internal static class HostCommitter
{
    private const string Date = "GIT_COMMITTER_DATE";

    /// <summary>Who changes a ref of a repository with a config, and when: now, unless that is set.</summary>
    /// <exception cref="PolicyException">The date that is set is none, or one of the configs is malformed.</exception>
    public static Signature Of(RepositoryConfig own) => new(Name(own), Email(own), When());

    private static string Name(RepositoryConfig own) =>
        Variable(HttpTransport.CommitterName) ?? HostConfig.Get(own, "committer.name") ?? HostConfig.Get(own, "user.name") ?? Environment.UserName;

    private static string Email(RepositoryConfig own) =>
        Variable(HttpTransport.CommitterEmail) ?? HostConfig.Get(own, "committer.email") ?? HostConfig.Get(own, "user.email") ?? Variable("EMAIL")
            ?? $"{Environment.UserName}@{Environment.MachineName}";

    private static DateTimeOffset When() => Variable(Date) is not { } text ? DateTimeOffset.Now
        : GitDate.TryParse(text) ?? throw new PolicyException($"invalid date format: {Escape.ForDisplay(text)}");

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
