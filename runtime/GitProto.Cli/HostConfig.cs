using System.Globalization;
using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Cli;

/// <summary>What the machine and the user have set for all repositories: never what a repository says of itself.</summary>
/// <remarks>Source: git-config "FILES" and "ENVIRONMENT". Nothing is included from elsewhere.</remarks>
internal static class HostConfig
{
    private const string SafeDirectory = "safe.directory";
    private const int MaxPairs = 10_000;

    /// <summary>Whose repositories are used and served, by <c>safe.directory</c>.</summary>
    /// <remarks>The files are read once something is met that belongs to another user: until then nothing in them has any effect.</remarks>
    public static RepositoryOwners Owners() =>
        new(() => [.. Files().SelectMany(path => RepositoryConfig.Load(path).GetAll(SafeDirectory)).Concat(Pairs().Where(pair => pair.Key == SafeDirectory).Select(pair => pair.Value)).Select(Expand)]);

    /// <summary>The namespace that is served, by <c>GIT_NAMESPACE</c>; null for none.</summary>
    /// <exception cref="PolicyException">It is no name of one.</exception>
    public static RefNamespace? Namespace() => Variable("GIT_NAMESPACE") is { } name ? RefNamespace.Parse(name) : null;

    /// <summary>How a repository is opened that one of git's programs would serve.</summary>
    /// <exception cref="PolicyException"><c>GIT_NAMESPACE</c> is no name of a namespace.</exception>
    public static FileRepositoryOptions ToServe(GitService service) => new()
    {
        Owners = service == GitService.UploadPack ? null : Owners(),
        Namespace = Namespace(),
        Committer = HostCommitter.Of,
    };

    /// <summary>The value of a key that counts: that of the environment, of the repository, of the user or of the machine; null if there is none.</summary>
    /// <exception cref="PolicyException">One of the files is malformed.</exception>
    public static string? Get(RepositoryConfig own, string key) =>
        Pairs().Where(pair => pair.Key == key).Select(pair => pair.Value).LastOrDefault() ?? own.Get(key)
            ?? Files().Reverse().Select(path => RepositoryConfig.Load(path).Get(key)).FirstOrDefault(value => value is not null);

    /// <summary>The settings of the machine, the user, the repository and the environment, of which the last count.</summary>
    /// <exception cref="PolicyException">One of the files is malformed.</exception>
    public static RepositoryConfig Around(RepositoryConfig own) =>
        RepositoryConfig.Of(Pairs()).Over(own.Over(Files().Select(RepositoryConfig.Load).Aggregate(RepositoryConfig.Empty, (others, next) => next.Over(others))));

    private static IEnumerable<string> Files()
    {
        if (!(RepositoryConfig.TryFlag(Variable("GIT_CONFIG_NOSYSTEM") ?? "false") ?? false))
            yield return Variable("GIT_CONFIG_SYSTEM") ?? "/etc/gitconfig";
        // Set to nothing, it stands for no file.
        if (Environment.GetEnvironmentVariable("GIT_CONFIG_GLOBAL") is { } only)
        {
            if (only.Length > 0)
                yield return only;
            yield break;
        }
        var home = Variable("HOME");
        if ((Variable("XDG_CONFIG_HOME") ?? (home is null ? null : Path.Join(home, ".config"))) is { } shared)
            yield return Path.Join(shared, "git", "config");
        if (home is not null)
            yield return Path.Join(home, ".gitconfig");
    }

    private static IEnumerable<(string Key, string Value)> Pairs()
    {
        var count = int.TryParse(Variable("GIT_CONFIG_COUNT"), NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? Math.Min(told, MaxPairs) : 0;
        for (var i = 0; i < count; i++)
        {
            if (Variable(string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{i}")) is { } key)
                yield return (key.ToLowerInvariant(), Environment.GetEnvironmentVariable(string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{i}")) ?? "");
        }
    }

    private static string Expand(string value) => value.StartsWith("~/", StringComparison.Ordinal) && Variable("HOME") is { } home ? Path.Join(home, value[1..]) : value;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
