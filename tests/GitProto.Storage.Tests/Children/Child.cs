using System.Diagnostics;

namespace GitProto.Storage.Tests.Children;

/// <summary>Runs the tests' own program.</summary>
internal static class Child
{
    /// <summary>The program.</summary>
    public static string Executable => Path.Join(AppContext.BaseDirectory, "GitProto.Storage.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));

    public static Process Start(params IEnumerable<string> arguments) => Start(Executable, arguments, new Dictionary<string, string>());

    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public static (int Code, string Output, string Error) Run(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        using var process = Start(program, arguments, environment);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
