namespace GitProto.Conformance.Peers.Ssh;

/// <summary>Keys of a server and a client that are made for one run, and the program that leads ssh through the relay, in a directory that both sides see.</summary>
internal sealed class SshKeys
{
    private const string ThroughName = "ssh-through";
    private readonly string place;

    private SshKeys(string place) => this.place = place;

    /// <summary>The program that stands in for ssh, where the suite has it.</summary>
    public static string SuiteThrough { get; } = Path.Join(AppContext.BaseDirectory, "docker", ThroughName);

    /// <summary>The directory.</summary>
    public string Place => place;

    /// <summary>The private key of the server.</summary>
    public string Host => Path.Join(place, "host");

    /// <summary>The public keys that the server lets in.</summary>
    public string Authorized => Path.Join(place, "authorized");

    /// <summary>The program that stands in for ssh.</summary>
    public string Through => Path.Join(place, ThroughName);

    /// <summary>The command line of an ssh that shows the client's key, and knows this server alone.</summary>
    public string Client =>
        $"ssh -F /dev/null -i '{Path.Join(place, "client")}' -o IdentitiesOnly=yes -o BatchMode=yes -o UserKnownHostsFile='{Path.Join(place, "known")}' -o HostKeyAlias=peer -o StrictHostKeyChecking=yes -o LogLevel=ERROR";

    /// <summary>Makes them.</summary>
    /// <param name="place">The directory; it is made.</param>
    /// <param name="options">What stands in front of the client's key where the server reads it; empty for nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConformanceException">There is no ssh-keygen.</exception>
    public static async Task<SshKeys> MakeAsync(string place, string options, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(place);
        var keys = new SshKeys(place);
        foreach (var name in new[] { "host", "client" })
        {
            var made = await Programs.RunAsync(new ProgramCall("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", Path.Join(place, name)), cancellationToken);
            if (made.ExitCode != 0)
                throw new ConformanceException($"ssh-keygen failed with {made.ExitCode}: {made.Error}");
        }
        await File.WriteAllTextAsync(keys.Authorized, $"{(options.Length > 0 ? options + " " : "")}{await File.ReadAllTextAsync(Path.Join(place, "client.pub"), cancellationToken)}", cancellationToken);
        await File.WriteAllTextAsync(Path.Join(place, "known"), $"peer {await File.ReadAllTextAsync(Path.Join(place, "host.pub"), cancellationToken)}", cancellationToken);
        File.Copy(SuiteThrough, keys.Through, overwrite: true);
        return keys;
    }
}
