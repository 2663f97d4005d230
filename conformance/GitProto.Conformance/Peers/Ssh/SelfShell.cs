using System.Runtime.InteropServices;

namespace GitProto.Conformance.Peers.Ssh;

/// <summary>The tool of this library as <c>gitproto shell</c> behind an sshd, in the place of git-shell.</summary>
internal static class SelfShell
{
    // What an sshd starts does not know where this process has its framework from.
    private static readonly string Dotnet = Path.GetFullPath(Path.Join(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
    private static readonly string Tool = Path.Join(AppContext.BaseDirectory, "GitProto.Cli.dll");

    /// <summary>The beginning of a command line of the tool.</summary>
    public static string Program { get; } = $"'{Dotnet}' '{Tool}'";

    /// <summary>Says why there is no tool; null if there is.</summary>
    public static string? NoTool => File.Exists(Tool) ? null : $"there is no {Tool}";

    /// <summary>Says why there is none; null if there is.</summary>
    public static string? Missing => NoTool ?? LocalSshd.Missing;

    /// <summary>Starts it over a directory.</summary>
    public static Task<RunningServer> StartAsync(string directory, CancellationToken cancellationToken) =>
        LocalSshd.StartAsync(PeerNames.Over(PeerNames.Self, TransportKind.Ssh), directory, $"{Program} shell --root '{directory}'", cancellationToken);
}
