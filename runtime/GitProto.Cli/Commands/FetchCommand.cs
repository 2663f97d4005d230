using System.CommandLine;
using GitProto.Cli.Output;
using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>Fetches into a repository.</summary>
internal static class FetchCommand
{
    public static Command Create()
    {
        var repository = new Option<string?>("-C") { Description = "The repository to fetch into, or a directory within. Default: the current one.", HelpName = "REPO" };
        var prune = new Option<bool>("--prune", "-p") { Description = "Delete refs here that the server has no more." };
        var force = new Option<bool>("--force", "-f") { Description = "Move refs to where their history does not lead." };
        var noFetchHead = new Option<bool>("--no-write-fetch-head") { Description = "Leave FETCH_HEAD as it is." };
        var depth = DepthOption.Create();
        var url = new Argument<string>("URL") { Description = "A git://, http://, https://, ssh:// or file:// URL, HOST:PATH for ssh, or a path." };
        var specs = new Argument<string[]>("REFSPEC") { Description = "What, and its name here. None: all objects come, no ref is written, and the refs of the server are listed.", Arity = ArgumentArity.ZeroOrMore };
        var command = new ToolCommand(
            "fetch",
            "Fetch objects and refs into a repository.",
            "gitproto fetch -C copy.git git://127.0.0.1/project.git '+refs/heads/*:refs/heads/*'")
            { repository, prune, force, noFetchHead, depth, url, specs };
        var client = ClientArguments.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            var from = result.GetValue(url)!;
            var fetch = new FetchOptions
            {
                RefSpecs = [.. result.GetValue(specs)!.Select(spec => RefSpec.ParseFetch(spec))],
                Prune = result.GetValue(prune),
                Force = result.GetValue(force),
                Reason = Reason(from, result.GetValue(specs)!),
                FetchHead = result.GetValue(noFetchHead) ? null : Redaction.Without(from),
                Pack = DepthOption.Pack(result, depth),
            };
            using var into = CurrentRepository.Open(result.GetValue(repository));
            fetch = fetch with { Receive = FsckOutput.Checked(fetch.Receive, into.Config, into.GitDirectory) };
            var fetched = await client.RunAsync(result, options => FsckOutput.RunAsync(async () =>
            {
                await using var session = await GitClient.ConnectAsync(from, options, cancellation);
                return await session.FetchAsync(into, fetch, cancellation);
            }));
            if (fetch.RefSpecs.Count == 0)
                foreach (var found in fetched.RemoteRefs.Where(found => !found.IsUnborn))
                    Console.Out.WriteLine($"{found.Id}\t{TerminalText.Clean(found.Name.Span)}");
            FetchReport.Write(Console.Error, Redaction.Of(from), fetched, client.IsQuiet(result));
            return fetched.Succeeded ? ExitCode.Success : ExitCode.Refused;
        });
        return command;
    }

    // As git: what the caller does, or else the command line, without a password.
    private static string Reason(string from, string[] specs) =>
        Environment.GetEnvironmentVariable("GIT_REFLOG_ACTION") is { Length: > 0 } action ? action : string.Join(' ', [.. (string[])["fetch", Redaction.Without(from)], .. specs]);
}
