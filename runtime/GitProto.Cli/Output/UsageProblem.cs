using System.CommandLine;
using System.CommandLine.Parsing;
using GitProto.Spec.Text;

namespace GitProto.Cli.Output;

/// <summary>
/// The one thing to say about arguments that make no sense. One slip has many consequences for a parser: a command that is not known also leaves the
/// required one missing, and its arguments over.
/// </summary>
internal static class UsageProblem
{
    public static string Of(ParseResult result)
    {
        var (found, rest) = (result.CommandResult, result.UnmatchedTokens);
        var command = found.Command;
        if (rest.Concat(found.Tokens.Select(token => token.Value)).FirstOrDefault(text => text is ['-', _, ..]) is { } option)
            return $"unknown option '{option}'" + Nearest.Hint(option.Split('=')[0], Options(found));
        if (command.Subcommands.Count > 0)
        {
            return rest.Count > 0 ? $"unknown command '{rest[0]}'" + Nearest.Hint(rest[0], command.Subcommands.Select(one => one.Name))
                : $"which command? One of {string.Join(", ", command.Subcommands.Select(one => one.Name))}";
        }
        if (result.Errors.FirstOrDefault(error => error.SymbolResult is OptionResult { Implicit: false }) is { } value)
            return value.Message;
        if (command.Arguments.FirstOrDefault(one => one.Arity.MinimumNumberOfValues > 0 && found.GetResult(one) is not { Tokens.Count: > 0 }) is { } missing)
            return $"{missing.Name} is missing";
        if (command.Options.FirstOrDefault(one => one.Required && found.GetResult(one) is not { Implicit: false }) is { } needed)
            return $"{needed.Name} {needed.HelpName} is missing";
        return rest.Count > 0 ? $"'{rest[0]}' is one argument too many" : result.Errors[0].Message;
    }

    private static IEnumerable<string> Options(CommandResult found)
    {
        for (var level = found; level is not null; level = level.Parent as CommandResult)
        {
            foreach (var option in level.Command.Options)
            {
                foreach (var name in option.Aliases.Append(option.Name))
                    yield return name;
            }
        }
    }
}
