using System.CommandLine;
using GitProto.Cli.Output;
using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>Pushes to a server, with git's options, output and exit codes.</summary>
internal static class PushCommand
{
    public static Command Create()
    {
        var repository = new Option<string?>("-C") { Description = "The repository to push from; else the one around the current directory.", HelpName = "REPO" };
        var porcelain = new Option<bool>("--porcelain") { Description = "Results on standard output, in git's form for scripts." };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Tell of refs that are up to date too." };
        var url = new Argument<string>("URL") { Description = "A git://, http://, https://, ssh:// or file:// URL, HOST:PATH for ssh, or a path." };
        var specs = new Argument<string[]>("REFSPEC") { Description = "What, and its name there: main, main:old, +main, :gone, 'refs/heads/*:refs/heads/*'.", Arity = ArgumentArity.ZeroOrMore };
        var command = new ToolCommand(
            "push",
            "Push objects and refs of a repository to a server.",
            "gitproto push -C work --atomic git://127.0.0.1/project.git main v1.0 :old-topic")
            { repository, porcelain, verbose, url, specs };
        var push = PushArguments.AddTo(command);
        var client = ClientArguments.AddTo(command, ServedBy.ReceivePack);
        command.SetAction(async (result, cancellation) =>
        {
            var to = result.GetValue(url)!;
            var wish = push.Read(result, result.GetValue(specs)!);
            using var from = result.GetValue(repository) is { } named ? FileRepository.Open(named, new FileRepositoryOptions { Owners = HostConfig.Owners() })
                : CurrentRepository.TryOpen() ?? throw new ToolException("not a git repository (or any of the parent directories); -C names one");
            var report = new PushReport(Redaction.Of(to), result.GetValue(porcelain), result.GetValue(verbose), client.IsQuiet(result));
            try
            {
                var pushed = await client.RunAsync(result, async options => await GitClient.PushAsync(to, from, wish, options, cancellation));
                return report.Write(pushed);
            }
            catch (RefRefusedException e)
            {
                return report.Fail(e.Reason);
            }
        });
        return command;
    }
}
