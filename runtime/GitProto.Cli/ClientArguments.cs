using System.CommandLine;
using GitProto.Cli.Output;
using GitProto.Client;

namespace GitProto.Cli;

/// <summary>The options of all commands that talk to a server.</summary>
internal sealed class ClientArguments
{
    private readonly Option<int> protocol = new("--protocol") { Description = "The newest protocol to ask for: 0, 1 or 2.", HelpName = "0|1|2", DefaultValueFactory = _ => 2 };
    private readonly Option<bool> trace = new("--trace") { Description = "Show each packet on standard error: who sent it (C the client, S the server), what it holds, its place in the spec." };
    private readonly Option<string?> uploadPack = new("--upload-pack") { Description = "The program that serves a local repository; else this one does.", HelpName = "CMD" };
    private readonly Option<string?> receivePack = new("--receive-pack", "--exec") { Description = "The program that takes the push into a local repository; else git's own.", HelpName = "CMD" };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "No progress, and nothing that the server says." };

    private ClientArguments() => protocol.Validators.Add(result =>
    {
        if (result.Tokens is not [{ Value: "0" or "1" or "2" }] and not [])
            result.AddError("the protocol is 0, 1 or 2");
    });

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="pushes">True if it pushes, false if it fetches.</param>
    public static ClientArguments AddTo(Command command, bool pushes = false)
    {
        var arguments = new ClientArguments();
        command.Add(arguments.protocol);
        command.Add(arguments.trace);
        command.Add(pushes ? arguments.receivePack : arguments.uploadPack);
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
            UploadPack = result.GetValue(uploadPack) is { } command ? LocalServer.Shell(command) : null,
            ReceivePack = result.GetValue(receivePack) is { } program ? LocalServer.Shell(program) : null,
            Observer = packets,
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
}
