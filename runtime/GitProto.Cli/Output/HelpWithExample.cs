using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace GitProto.Cli.Output;

/// <summary>The help, and behind it the example of the command.</summary>
internal sealed class HelpWithExample : SynchronousCommandLineAction
{
    private readonly HelpAction help = new();

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ToolCommand { Example: var example })
            parseResult.InvocationConfiguration.Output.WriteLine($"Example:\n  {example}\n");
        return code;
    }
}
