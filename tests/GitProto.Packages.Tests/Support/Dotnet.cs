using System.Diagnostics;

namespace GitProto.Packages.Tests;

/// <summary>Runs the SDK that runs the tests.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The program itself.</summary>
    public static string Program => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Runs it in a folder, whatever it answers.</summary>
    /// <returns>The exit code, and both outputs one after the other.</returns>
    public static (int Code, string Output) Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // The build that runs the tests says through these where its own parts are, and where their results belong.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("GITPROTO_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"dotnet {string.Join(' ', arguments)} does not end");
        }
        return (process.ExitCode, output.Result + error.Result);
    }

    /// <summary>Runs it; it must succeed.</summary>
    public static string Succeed(string folder, params string[] arguments)
    {
        var (code, output) = Run(folder, arguments);
        code.ShouldBe(0, $"dotnet {string.Join(' ', arguments)}\n{output}");
        return output;
    }
}
