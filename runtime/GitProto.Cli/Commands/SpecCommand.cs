using System.CommandLine;

namespace GitProto.Cli.Commands;

/// <summary>Commands for those who write the spec.</summary>
internal static class SpecCommand
{
    /// <summary>What it is called.</summary>
    public const string Name = "spec";

    public static Command Create() => new(Name, "Work with the protocol as YAML.") { SpecCheckCommand.Create(), SpecExplainCommand.Create(), SpecSchemaCommand.Create() };
}
