namespace GitProto.Cli.Commands;

/// <summary>The directory that a clone goes to if none is named.</summary>
internal static class CloneDirectory
{
    private const string Suffix = ".git";

    /// <summary>The name of the repository, with <c>.git</c>.</summary>
    /// <exception cref="InvalidUrlException">The address names nothing.</exception>
    public static string For(string url)
    {
        var path = url.Contains(':', StringComparison.Ordinal) ? url : new DirectoryInfo(url.Length == 0 ? "." : url).FullName;
        path = path.TrimEnd('/');
        if (path.EndsWith("/" + Suffix, StringComparison.Ordinal))
            path = path[..^(Suffix.Length + 1)].TrimEnd('/');
        var name = path[(path.LastIndexOfAny(['/', ':', '\\']) + 1)..];
        name = name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
        return name is "" or "." or ".." || name[0] == '-'
            ? throw new InvalidUrlException($"No directory name can be guessed from '{Escape.ForDisplay(Output.Redaction.Of(url))}'. Name one.")
            : name + Suffix;
    }
}
