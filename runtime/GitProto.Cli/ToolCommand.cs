using System.CommandLine;
using System.CommandLine.Parsing;

namespace GitProto.Cli;

/// <summary>A command with an example of its use. What begins like an option and is none is never taken for an argument.</summary>
internal sealed class ToolCommand : Command
{
    public ToolCommand(string name, string description, string example)
        : base(name, description)
    {
        Example = example;
        Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token is { Type: TokenType.Argument, Value: ['-', _, ..] and var value })
                    result.AddError($"unknown option '{Escape.ForDisplay(value)}'");
            }
        });
    }

    /// <summary>A command line that works.</summary>
    public string Example { get; }
}
