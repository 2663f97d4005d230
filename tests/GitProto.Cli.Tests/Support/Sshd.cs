using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using GitProto.Tests;

namespace GitProto.Cli.Tests;

/// <summary>An sshd of its own on a free port of this machine, with keys made for it. Which key a client shows decides what it may run.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class Sshd : IDisposable
{
    private readonly Process process;

    /// <param name="commands">For each key its forced command; an empty one lets the client run what it asks for.</param>
    public Sshd(params (string Key, string Command)[] commands)
    {
        Port = FreePort();
        Generate("host");
        var authorized = commands.Select(one =>
        {
            Generate(one.Key);
            var forced = one.Command.Length == 0 ? "" : $"command=\"{one.Command.Replace("\"", "\\\"", StringComparison.Ordinal)}\",";
            return $"{forced}restrict {File.ReadAllText(At(one.Key + ".pub"))}";
        });
        File.WriteAllText(At("authorized"), string.Concat(authorized));
        File.WriteAllText(At("known"), string.Create(CultureInfo.InvariantCulture, $"[127.0.0.1]:{Port} {File.ReadAllText(At("host.pub"))}"));
        File.WriteAllText(At("config"), string.Create(CultureInfo.InvariantCulture, $"""
            ListenAddress 127.0.0.1
            Port {Port}
            HostKey {At("host")}
            PidFile none
            AuthorizedKeysFile {At("authorized")}
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin yes
            PrintMotd no
            MaxStartups 100
            AcceptEnv GIT_* LD_* EVIL
            LogLevel VERBOSE

            """));
        // The place in which an sshd of root shuts its unprivileged half in.
        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");
        process = Run.Start(Place, Counterpart.Find("sshd"), "-D", "-e", "-f", At("config"));
        process.ErrorDataReceived += (_, line) => Log.Add(line.Data ?? "");
        process.BeginErrorReadLine();
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        WaitUntilItListens();
    }

    public int Port { get; }

    public System.Collections.Concurrent.ConcurrentBag<string> Log { get; } = [];

    public string Place { get; } = Directory.CreateTempSubdirectory("gitproto-sshd-").FullName;

    /// <summary>The URL of a path on this machine.</summary>
    public string Url(string path) => string.Create(CultureInfo.InvariantCulture, $"ssh://{Environment.UserName}@127.0.0.1:{Port}{path}");

    /// <summary>The command line of an ssh that shows a key and knows this host alone.</summary>
    public string Client(string key) =>
        $"ssh -F /dev/null -i {At(key)} -o IdentitiesOnly=yes -o BatchMode=yes -o UserKnownHostsFile={At("known")} -o StrictHostKeyChecking=yes -o LogLevel=ERROR";

    public string At(string name) => Path.Join(Place, name);

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(Place, recursive: true);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private void Generate(string name)
    {
        using var made = Run.Start(Place, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", At(name));
        made.WaitForExit();
        made.ExitCode.ShouldBe(0);
    }

    private void WaitUntilItListens()
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Connect(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (patience.Elapsed < TimeSpan.FromSeconds(60) && !process.HasExited)
            {
                Thread.Sleep(50);
            }
        }
    }
}
