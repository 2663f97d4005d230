using GitProto.Conformance.Peers.Ssh;
using GitProto.Transports;

namespace GitProto.Conformance.Peers.Stdio;

/// <summary>The programs of a server, each started for one conversation over its standard input and output.</summary>
internal static class StdioPrograms
{
    private static readonly string[] Services = ["upload-pack", "receive-pack", "upload-archive"];

    /// <summary>Says why there are none; null if there are.</summary>
    public static string? Missing => ExecutablePath.Find("perl") is null ? "there is no perl, through which they are heard" : null;

    /// <summary>Those of the installed git.</summary>
    public static Task<RunningServer> OfGitAsync(string name, string directory, CancellationToken cancellationToken) => StartAsync(name, directory, null, cancellationToken);

    /// <summary>Those of the tool of this library, which are found in the place of git's.</summary>
    public static Task<RunningServer> OfToolAsync(string directory, CancellationToken cancellationToken) =>
        StartAsync(PeerNames.Over(PeerNames.Self, TransportKind.Stdio), directory, SelfShell.Program, cancellationToken);

    private static async Task<RunningServer> StartAsync(string name, string directory, string? tool, CancellationToken cancellationToken)
    {
        var place = Directory.CreateDirectory(directory + ".stdio").FullName;
        foreach (var service in tool is null ? [] : Services)
        {
            var program = Path.Join(place, $"git-{service}");
            await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec {tool} {service} \"$@\"\n", cancellationToken);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        var here = Path.Join(place, "run-here");
        await File.WriteAllTextAsync(here, $"""
            # Stands in for ssh, and runs here what ssh would run on another machine.
            for command; do :; done
            export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
            PATH='{place}':$PATH exec sh -c "$command"

            """, cancellationToken);
        // A program that does not serve at once never will.
        return await Readiness.WaitAsync(new RunningServer(new StdioAddress(directory, $"sh '{here}'"), directory) { HasEndedAsync = () => Task.FromResult(true) }, name, cancellationToken);
    }
}
