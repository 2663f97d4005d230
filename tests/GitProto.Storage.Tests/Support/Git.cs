using System.Diagnostics;
using System.Text;

namespace GitProto.Storage.Tests.Support;

/// <summary>The installed git, cut off from the configuration of user and machine.</summary>
internal static class Git
{
    /// <summary>Runs git and gives what it printed; a failure fails the test with git's words.</summary>
    public static string Run(string directory, params string[] arguments) =>
        Encoding.UTF8.GetString(RunBytes(directory, [], arguments)).TrimEnd('\n');

    /// <summary>Runs git with bytes on its standard input.</summary>
    public static byte[] RunBytes(string directory, byte[] input, params string[] arguments)
    {
        var (code, output, error) = Try(directory, input, arguments);
        code.ShouldBe(0, $"git {string.Join(' ', arguments)}: {error}");
        return output;
    }

    /// <summary>Runs git, whatever it answers.</summary>
    public static (int Code, byte[] Output, string Error) Try(string directory, byte[] input, params string[] arguments)
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
        start.Environment["LC_ALL"] = "C";
        foreach (var role in new[] { "AUTHOR", "COMMITTER" })
        {
            start.Environment[$"GIT_{role}_NAME"] = "A U Thor";
            start.Environment[$"GIT_{role}_EMAIL"] = "author@example.com";
            start.Environment[$"GIT_{role}_DATE"] = "1700000000 +0000";
        }
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var feeding = Task.Run(() => Feed(process, input));
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        feeding.Wait();
        return (process.ExitCode, output.ToArray(), error.Result);
    }

    private static void Feed(Process process, byte[] input)
    {
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading everything; its exit code tells.
        }
    }
}
