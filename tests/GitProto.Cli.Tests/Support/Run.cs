using System.Diagnostics;

namespace GitProto.Cli.Tests;

/// <summary>Runs programs: the built tool, and the installed git cut off from the configuration of user and machine.</summary>
internal static class Run
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The built program.</summary>
    public static string ToolPath { get; } = FindTool();

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Runs the tool, whatever it answers.</summary>
    public static Outcome Tool(string directory, params string[] arguments) => Wait(Start(directory, ToolPath, arguments), null);

    /// <summary>Runs the tool with bytes on its standard input.</summary>
    public static Outcome ToolWith(string directory, byte[] input, params string[] arguments) => Wait(Start(directory, ToolPath, arguments), input);

    /// <summary>Runs the tool as at a terminal, by <c>script</c> of util-linux; what it shows is the output.</summary>
    public static Outcome OnTerminal(string directory, params string[] arguments) =>
        Wait(Start(directory, "script", "-qec", string.Join(' ', arguments.Prepend(ToolPath)), "/dev/null"), null);

    /// <summary>Runs git, whatever it answers.</summary>
    public static Outcome TryGit(string directory, params string[] arguments) => Wait(Start(directory, "git", arguments), null);

    /// <summary>Runs git with bytes on its standard input.</summary>
    public static Outcome GitWith(string directory, byte[] input, params string[] arguments) => Wait(Start(directory, "git", arguments), input);

    /// <summary>Runs a program with variables of its own, whatever it answers.</summary>
    public static Outcome With(string directory, IEnumerable<(string Name, string Value)> variables, string program, params string[] arguments) =>
        Wait(Start(directory, "env", [.. variables.Select(variable => $"{variable.Name}={variable.Value}"), program, .. arguments]), null);

    /// <summary>Runs git, which must succeed.</summary>
    public static string Git(string directory, params string[] arguments)
    {
        var outcome = TryGit(directory, arguments);
        outcome.Code.ShouldBe(0, $"git {string.Join(' ', arguments)}: {outcome.Error}");
        return outcome.Output;
    }

    /// <summary>Starts a program.</summary>
    public static Process Start(string directory, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["LC_ALL"] = "C";
        foreach (var role in new[] { "AUTHOR", "COMMITTER" })
        {
            start.Environment[$"GIT_{role}_NAME"] = "A U Thor";
            start.Environment[$"GIT_{role}_EMAIL"] = "author@example.com";
            start.Environment[$"GIT_{role}_DATE"] = "1700000000 +0000";
        }
        return Process.Start(start)!;
    }

    private static Outcome Wait(Process process, byte[]? input)
    {
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            try
            {
                process.StandardInput.BaseStream.Write(input ?? []);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It has ended and read nothing: what it says instead is the outcome.
            }
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} does not end");
            }
            return new Outcome(process.ExitCode, output.Result, error.Result);
        }
    }

    private static string FindRoot()
    {
        var place = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Join(place.FullName, "GitProto.sln")))
            place = place.Parent!;
        return place.FullName;
    }

    private static string FindTool()
    {
        // bin/CONFIGURATION/net10.0 of these tests and of the tool are built together.
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Join(FindRoot(), "runtime", "GitProto.Cli", "bin", here.Parent!.Name, here.Name, "gitproto");
    }
}
