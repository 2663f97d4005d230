namespace GitProto.Tests;

/// <summary>What an Apache of the tests serves.</summary>
internal sealed record ApacheOptions
{
    /// <summary>git's own program for smart HTTP.</summary>
    public static readonly string[] GitHttpBackend = ["git", "http-backend"];

    /// <summary>The CGI program and its arguments. By default <see cref="GitHttpBackend"/>.</summary>
    public IReadOnlyList<string> Program { get; init; } = GitHttpBackend;

    /// <summary>Variables that the program gets besides the root and the mark that everything is exported.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Who may come in below <c>/auth/</c>, by Basic.</summary>
    public IReadOnlyDictionary<string, string> Logins { get; init; } = new Dictionary<string, string> { ["user"] = "secret" };

    /// <summary>Lines for the end of the configuration, such as a redirect.</summary>
    public string MoreConfiguration { get; init; } = "";
}
