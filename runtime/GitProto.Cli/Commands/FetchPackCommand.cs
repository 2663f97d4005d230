using System.CommandLine;
using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>Fetches a pack as it comes.</summary>
internal static class FetchPackCommand
{
    public static Command Create()
    {
        var output = new Option<string>("-o", "--output") { Description = "The file for the pack; - is standard output.", HelpName = "FILE", Required = true };
        var depth = DepthOption.Create();
        var url = new Argument<string>("URL") { Description = "A git://, http://, https://, ssh:// or file:// URL, HOST:PATH for ssh, or a path." };
        var names = new Argument<string[]>("REF") { Description = "The refs to fetch; none means all.", Arity = ArgumentArity.ZeroOrMore };
        var command = new ToolCommand(
            "fetch-pack",
            "Fetch a pack into a file; no repository is needed. The refs it holds are listed.",
            "gitproto fetch-pack git://127.0.0.1/project.git -o main.pack refs/heads/main")
            { output, depth, url, names };
        var client = ClientArguments.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            var wanted = new WantedRefs(result.GetValue(names)!);
            var file = result.GetValue(output)!;
            await client.RunAsync(result, async options =>
            {
                await using var session = await GitClient.ConnectAsync(result.GetValue(url)!, options, cancellation);
                await PackFileOutput.WriteAsync(file, destination => session.FetchPackAsync(
                    wanted.Select, EmptyHaveWalker.Instance, destination, DepthOption.Pack(result, depth), cancellation).AsTask());
                return ExitCode.Success;
            });
            if (file != PackFileOutput.Standard)
                foreach (var found in wanted.Found)
                    Console.Out.WriteLine($"{found.Id} {TerminalText.Clean(found.Name.Span)}");
            return ExitCode.Success;
        });
        return command;
    }
}
