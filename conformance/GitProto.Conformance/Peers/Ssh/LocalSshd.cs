using System.Globalization;

namespace GitProto.Conformance.Peers.Ssh;

/// <summary>An sshd of this machine, on a free port of the loopback address, into which the user of this process can log in.</summary>
internal static class LocalSshd
{
    private const string Program = "/usr/sbin/sshd";

    /// <summary>Says why there is none; null if there is.</summary>
    public static string? Missing => File.Exists(Program) ? null : $"there is no {Program}";

    /// <summary>Starts it.</summary>
    /// <param name="name">What is served, for messages.</param>
    /// <param name="directory">The repositories, which the server can write to.</param>
    /// <param name="command">What is run in place of what a client asks for; null to run just that.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConformanceException">It does not serve.</exception>
    public static async Task<RunningServer> StartAsync(string name, string directory, string? command, CancellationToken cancellationToken)
    {
        var keys = await SshKeys.MakeAsync(directory + ".ssh", command is null ? "restrict" : $"restrict,command=\"{command.Replace("\"", "\\\"", StringComparison.Ordinal)}\"", cancellationToken);
        var port = ServerProcess.FreePort();
        var config = Path.Join(keys.Place, "sshd.conf");
        await File.WriteAllTextAsync(config, string.Create(CultureInfo.InvariantCulture, $"""
            ListenAddress 127.0.0.1
            Port {port}
            HostKey {keys.Host}
            AuthorizedKeysFile {keys.Authorized}
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin yes
            PrintMotd no
            MaxStartups 100
            AcceptEnv GIT_PROTOCOL

            """), cancellationToken);
        // The place in which an sshd of root shuts its unprivileged half in.
        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");
        var process = new ServerProcess(new ProgramCall(Program, "-D", "-e", "-f", config));
        var address = new SshAddress(Environment.UserName, port, command is null ? directory.TrimStart('/') + "/" : "", keys);
        return await Readiness.WaitAsync(process.At(address, directory), name, cancellationToken);
    }
}
