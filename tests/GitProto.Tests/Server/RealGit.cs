using System.Diagnostics;

namespace GitProto.Tests;

/// <summary>The installed git, cut off from the configuration of user and machine.</summary>
internal static class RealGit
{
    /// <summary>Runs git and gives what it printed; a failure fails the test with git's words.</summary>
    public static string Run(string directory, params string[] arguments)
    {
        var (code, output, error) = Try(directory, "", arguments);
        code.ShouldBe(0, $"git {string.Join(' ', arguments)}: {error}");
        return output.TrimEnd('\n');
    }

    /// <summary>Runs git, whatever it answers. No answer within two minutes is a failure.</summary>
    public static (int Code, string Output, string Error) Try(string directory, string input, params string[] arguments)
    {
        using var process = Start(directory, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill();
            Assert.Fail($"git {string.Join(' ', arguments)} does not end: {error.Result}");
        }
        return (process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Starts git.</summary>
    public static Process Start(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("git")
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
}
