using System.CommandLine;
using GitProto.Cli.Output;
using GitProto.Client;
using GitProto.Transports;

namespace GitProto.Cli;

/// <summary>The options of all commands that talk to a server.</summary>
internal sealed class ClientArguments
{
    private readonly Option<int> protocol = new("--protocol") { Description = "The newest protocol to ask for: 0, 1 or 2.", HelpName = "0|1|2", DefaultValueFactory = _ => 2 };
    private readonly Option<bool> trace = new("--trace") { Description = "Show each packet on standard error: who sent it (C the client, S the server), what it holds, its place in the spec." };
    private readonly Option<string?> uploadPack = new("--upload-pack") { Description = "The program that serves a local repository, or one over ssh; else this one and git's.", HelpName = "CMD" };
    private readonly Option<string?> receivePack = new("--receive-pack", "--exec") { Description = "The program that takes the push into a local repository, or one over ssh; else this one and git's.", HelpName = "CMD" };
    private readonly Option<string?> uploadArchive = new("--exec") { Description = "The program that makes archives of a local repository, or one over ssh; else this one and git's.", HelpName = "CMD" };
    private readonly Option<bool> four = new("--ipv4", "-4") { Description = "Over ssh: only addresses of IPv4." };
    private readonly Option<bool> six = new("--ipv6", "-6") { Description = "Over ssh: only addresses of IPv6." };
    private readonly Option<string?> proxy = new("--proxy") { Description = "The URL of a proxy for http:// and https://; else none is used.", HelpName = "URL" };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "No progress, and nothing that the server says." };

    private ClientArguments() => protocol.Validators.Add(result =>
    {
        if (result.Tokens is not [{ Value: "0" or "1" or "2" }] and not [])
            result.AddError("the protocol is 0, 1 or 2");
    });

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="server">Which program of the other side it talks to.</param>
    public static ClientArguments AddTo(Command command, ServedBy server = ServedBy.UploadPack)
    {
        var arguments = new ClientArguments();
        command.Add(arguments.protocol);
        command.Add(arguments.trace);
        command.Add(server switch { ServedBy.ReceivePack => arguments.receivePack, ServedBy.UploadArchive => arguments.uploadArchive, _ => arguments.uploadPack });
        if (server != ServedBy.UploadArchive)
        {
            // An archive has levels of compression of these names.
            command.Add(arguments.four);
            command.Add(arguments.six);
        }
        command.Add(arguments.proxy);
        command.Add(arguments.quiet);
        return arguments;
    }

    /// <summary>Whether only errors are to be told.</summary>
    public bool IsQuiet(ParseResult result) => result.GetValue(quiet);

    /// <summary>Does something with a server, and shows how far it is.</summary>
    public async Task<T> RunAsync<T>(ParseResult result, Func<GitClientOptions, Task<T>> work)
    {
        using var packets = result.GetValue(trace) ? new PacketTrace(Console.Error) : null;
        var options = new GitClientOptions
        {
            Protocol = result.GetValue(protocol),
            UploadPack = Program(result.GetValue(uploadPack)),
            RemoteUploadPack = result.GetValue(uploadPack),
            ReceivePack = Program(result.GetValue(receivePack)),
            RemoteReceivePack = result.GetValue(receivePack),
            UploadArchive = Program(result.GetValue(uploadArchive)),
            RemoteUploadArchive = result.GetValue(uploadArchive),
            Ssh = new SshOptions
            {
                UseEnvironment = true,
                Addresses = result.GetValue(four) ? SshAddresses.IPv4 : result.GetValue(six) ? SshAddresses.IPv6 : SshAddresses.Any,
            },
            LocalOwners = HostConfig.Owners(),
            LocalCommitter = HostCommitter.Of,
            Observer = packets,
            Http = new GitHttpClientOptions
            {
                Credentials = new CredentialHelpers(new NetrcCredentials(), new GitCredentialHelper()),
                CredentialsNotKept = static e => Console.Error.WriteLine($"warning: {Failure.Text(e)}"),
                Proxy = result.GetValue(proxy),
            },
        };
        if (IsQuiet(result))
            return await work(options);
        // The trace shows already what the server says. But who watches must not change what is watched: somebody listens, so the server is not asked to be quiet.
        if (packets is not null)
            return await work(options with { RemoteText = static _ => { } });
        if (!Console.IsErrorRedirected)
            return await ProgressBars.RunAsync(bars => work(options with { Progress = bars, RemoteText = bars.Tell }));
        var lines = new ProgressLines(Console.Error);
        return await work(options with { Progress = lines, RemoteText = lines.Tell });
    }

    private static ProcessCommand? Program(string? commandLine) => commandLine is null ? null : LocalServer.Shell(commandLine);
}
