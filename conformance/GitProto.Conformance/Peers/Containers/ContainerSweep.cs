using System.Diagnostics;

namespace GitProto.Conformance.Peers.Containers;

/// <summary>Waits beside the suite, and removes its containers should it be killed.</summary>
internal sealed class ContainerSweep : IDisposable
{
    /// <summary>The option by which this program does nothing but remove what killed runs have left.</summary>
    public const string Option = "--sweep";

    // What it reads before its end says that nothing is left to do.
    private const string Script = "read -r line || exec \"$@\"";
    private readonly Process? waiting;

    /// <summary>Begins to wait, where there is a shell that can.</summary>
    public ContainerSweep()
    {
        const string Shell = "/bin/sh";
        if (!File.Exists(Shell) || Environment.ProcessPath is not { } host)
            return;
        var own = typeof(ContainerSweep).Assembly.Location;
        waiting = Process.Start(new ProcessStartInfo(Shell, ["-c", Script, "sweep", .. Command(host, own)]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true });
    }

    /// <summary>Nothing is left.</summary>
    public void Dispose()
    {
        if (waiting is null)
            return;
        waiting.StandardInput.WriteLine("all removed");
        waiting.WaitForExit();
        waiting.Dispose();
    }

    // This library may run in another program, such as that of the tests: what starts that starts it too.
    private static IEnumerable<string> Command(string host, string own) =>
        Path.GetFileNameWithoutExtension(host) == Path.GetFileNameWithoutExtension(own) ? [host, Option] : [host, own, Option];
}
