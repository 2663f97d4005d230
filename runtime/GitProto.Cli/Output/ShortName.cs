using GitProto.Client;

namespace GitProto.Cli.Output;

/// <summary>Names of refs as git shows them to people.</summary>
internal static class ShortName
{
    private static readonly string[] Places = ["refs/heads/", "refs/tags/", "refs/remotes/"];

    /// <summary>The name without its place, fit for a terminal.</summary>
    public static string Of(ByteString name)
    {
        var text = TerminalText.Clean(name.Span);
        return Places.FirstOrDefault(place => text.StartsWith(place, StringComparison.Ordinal)) is { } found ? text[found.Length..] : text;
    }
}
