using System.CommandLine;

namespace GitProto.Cli.Output;

/// <summary>Says what went wrong, in one line.</summary>
internal static class Failure
{
    /// <summary>Tells of an error.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(Exception error)
    {
        Console.Error.WriteLine("fatal: " + Text(error));
        return ExitCode.Fatal;
    }

    /// <summary>The words for an error, as git would begin and end them.</summary>
    public static string Text(Exception error)
    {
        var text = error is ToolException or GitProtoException or IOException or UnauthorizedAccessException or ArgumentException
            ? error.Message : $"{error.GetType().Name}: {error.Message}";
        text = Escape.ForDisplay(text.ReplaceLineEndings(" "));
        if (text is [_, .., '.'] && !text.EndsWith("..", StringComparison.Ordinal))
            text = text[..^1];
        return error is not ToolException && text is [var first, var second, ..] && char.IsAsciiLetterUpper(first) && (char.IsAsciiLetterLower(second) || second == ' ')
            ? char.ToLowerInvariant(first) + text[1..] : text;
    }

    /// <summary>Tells of arguments that make no sense.</summary>
    /// <returns>The exit code.</returns>
    public static int Usage(ParseResult result)
    {
        var usage = new CommandUsage(result.CommandResult);
        Console.Error.WriteLine("error: " + Escape.ForDisplay(UsageProblem.Of(result)));
        Console.Error.WriteLine("usage: " + usage.Line);
        Console.Error.WriteLine($"{usage.Name} --help says more.");
        return usage.Name.Split(' ') is [_, Commands.SpecCommand.Name or Commands.TraceCommand.Name, ..] ? ExitCode.CheckUsage : ExitCode.Usage;
    }
}
