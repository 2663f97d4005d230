using System.CommandLine;
using System.CommandLine.Parsing;

namespace GitProto.Cli.Output;

/// <summary>How a command is called, in one line.</summary>
internal sealed class CommandUsage
{
    private readonly Command command;

    public CommandUsage(CommandResult result)
    {
        command = result.Command;
        var names = new List<string>();
        for (var level = result; level is not null; level = level.Parent as CommandResult)
            names.Insert(0, level.Command.Name);
        Name = string.Join(' ', names);
    }

    /// <summary>The names of the command and of those above it.</summary>
    public string Name { get; }

    /// <summary>The name and what stands behind it: what may be left out is in brackets.</summary>
    public string Line => string.Join(' ', Parts());

    private IEnumerable<string> Parts()
    {
        yield return Name;
        if (command.Subcommands.Count > 0)
            yield return "COMMAND";
        yield return "[options]";
        foreach (var option in command.Options.Where(option => option.Required))
            yield return $"{option.Name} {option.HelpName}";
        foreach (var argument in command.Arguments)
        {
            var name = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "..." : argument.Name;
            yield return argument.Arity.MinimumNumberOfValues > 0 ? name : $"[{name}]";
        }
    }
}
