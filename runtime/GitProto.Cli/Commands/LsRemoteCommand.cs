using System.CommandLine;
using GitProto.Client;

namespace GitProto.Cli.Commands;

/// <summary>Lists the refs of a server, in git's own form.</summary>
internal static class LsRemoteCommand
{
    private static readonly ByteString Heads = "refs/heads/";
    private static readonly ByteString Tags = "refs/tags/";

    public static Command Create()
    {
        var heads = new Option<bool>("--heads", "--branches", "-b") { Description = "Branches only (with --tags: both)." };
        var tags = new Option<bool>("--tags", "-t") { Description = "Tags only (with --heads: both)." };
        var refs = new Option<bool>("--refs") { Description = "Neither HEAD nor what tags stand for." };
        var symref = new Option<bool>("--symref") { Description = "Say where symbolic refs point." };
        var exitCode = new Option<bool>("--exit-code") { Description = "End with 2 if no ref is listed." };
        var url = new Argument<string>("URL") { Description = "A git://, http://, https://, ssh:// or file:// URL, HOST:PATH for ssh, or a path." };
        var patterns = new Argument<string[]>("PATTERN") { Description = "The end of a name, with * and ?.", Arity = ArgumentArity.ZeroOrMore };
        var command = new ToolCommand(
            "ls-remote",
            "List the refs of a repository.",
            "gitproto ls-remote --tags git://127.0.0.1/project.git 'v1.*'")
            { heads, tags, refs, symref, exitCode, url, patterns };
        var client = ClientArguments.AddTo(command);
        command.SetAction((result, cancellation) => client.RunAsync(result, async options =>
        {
            ByteString[] prefixes = [.. result.GetValue(heads) ? [Heads] : (ByteString[])[], .. result.GetValue(tags) ? [Tags] : (ByteString[])[]];
            using var lines = new RefLines(
                Console.OpenStandardOutput(), prefixes, [.. result.GetValue(patterns)!.Select(text => new RefPattern(text))], result.GetValue(refs), result.GetValue(symref));
            await using var session = await GitClient.ConnectAsync(result.GetValue(url)!, options with { Progress = null, RemoteText = null }, cancellation);
            await foreach (var found in session.ListRefsAsync(new ListRefsOptions { Prefixes = prefixes, Unborn = false }, cancellation))
                lines.Add(found);
            await lines.EndAsync(cancellation);
            return lines.IsEmpty && result.GetValue(exitCode) ? ExitCode.NotFound : ExitCode.Success;
        }));
        return command;
    }
}
