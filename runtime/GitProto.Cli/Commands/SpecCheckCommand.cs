using System.CommandLine;

namespace GitProto.Cli.Commands;

/// <summary>Tells all problems of a spec.</summary>
internal static class SpecCheckCommand
{
    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "The spec.", DefaultValueFactory = _ => "spec" };
        var command = new ToolCommand(
            "check",
            "Check a spec. Each problem is a line that editors and builds understand.",
            "gitproto spec check spec") { directory };
        command.SetAction(result =>
        {
            var path = result.GetValue(directory)!;
            if (!SpecFiles.Exist(path))
                return ExitCode.CheckUsage;
            var sources = SpecFiles.Read(path);
            var diagnostics = GitProto.Spec.SpecLoader.Load(sources).Diagnostics;
            foreach (var diagnostic in diagnostics)
                Console.Out.WriteLine(diagnostic);
            if (diagnostics.Count > 0)
                return ExitCode.Refused;
            Console.Error.WriteLine($"{sources.Count} files, no problem.");
            return ExitCode.Success;
        });
        return command;
    }
}
