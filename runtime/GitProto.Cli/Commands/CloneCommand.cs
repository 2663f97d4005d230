using System.CommandLine;
using GitProto.Cli.Output;
using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>Clones a repository.</summary>
internal static class CloneCommand
{
    public static Command Create()
    {
        var bare = new Option<bool>("--bare") { Description = "Without a work tree. Every clone is: nothing is checked out." };
        var mirror = new Option<bool>("--mirror") { Description = "All refs, under the names they have." };
        var depth = DepthOption.Create();
        var url = new Argument<string>("URL") { Description = "A git://, http://, https://, ssh:// or file:// URL, HOST:PATH for ssh, or a path." };
        var directory = new Argument<string?>("DIR") { Description = "Where to; absent or empty. Default: the name of the repository with .git.", Arity = ArgumentArity.ZeroOrOne };
        var command = new ToolCommand(
            "clone",
            "Clone a repository. The clone is bare.",
            "gitproto clone --trace . /tmp/copy.git")
            { bare, mirror, depth, url, directory };
        var client = ClientArguments.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            var (from, quiet) = (result.GetValue(url)!, client.IsQuiet(result));
            var to = result.GetValue(directory) ?? CloneDirectory.For(from);
            if (!quiet)
                Console.Error.WriteLine($"Cloning into bare repository '{Escape.ForDisplay(to)}'...");
            var receive = FsckOutput.Checked(ReceivePackOptions.Default, RepositoryConfig.Empty, Directory.GetCurrentDirectory());
            using var clone = await client.RunAsync(result, options => FsckOutput.RunAsync(() => GitClient.CloneAsync(
                from, to, new CloneOptions { Mirror = result.GetValue(mirror), Client = options, Pack = DepthOption.Pack(result, depth), Receive = receive }, cancellation).AsTask()));
            if (quiet)
                return ExitCode.Success;
            foreach (var name in clone.Fetch.Ignored)
                Console.Error.WriteLine($"warning: ignoring ref with broken name {name.ToDisplayString()}");
            if (clone.Fetch.RemoteRefs.All(found => found.IsUnborn))
                Console.Error.WriteLine("warning: You appear to have cloned an empty repository.");
            Console.Error.WriteLine(CloneSummary.Of(clone));
            return ExitCode.Success;
        });
        return command;
    }
}
