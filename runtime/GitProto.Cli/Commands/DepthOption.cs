using System.CommandLine;
using GitProto.Client;

namespace GitProto.Cli.Commands;

/// <summary>How much of the history is fetched.</summary>
internal static class DepthOption
{
    public static Option<int?> Create()
    {
        var option = new Option<int?>("--depth") { Description = "So many commits from each tip only.", HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0))
                result.AddError($"depth {Escape.ForDisplay(text)} is not a positive number");
        });
        return option;
    }

    /// <summary>The wish for the server.</summary>
    public static FetchPackOptions Pack(ParseResult result, Option<int?> option) =>
        new() { Depth = result.GetValue(option) is { } commits ? FetchDepth.Of(commits) : null };
}
