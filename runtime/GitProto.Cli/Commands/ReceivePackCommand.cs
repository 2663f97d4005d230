using System.CommandLine;
using GitProto.Protocol;
using GitProto.Server;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Cli.Commands;

/// <summary>Takes the place of <c>git receive-pack</c>.</summary>
internal static class ReceivePackCommand
{
    public static Command Create()
    {
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Send no progress." };
        var stateless = new Option<bool>("--stateless-rpc") { Description = "Answer one request and stop." };
        var advertise = new Option<bool>("--http-backend-info-refs", "--advertise-refs") { Description = "Write the advertisement and stop." };
        var skip = new Option<bool>("--skip-connectivity-check") { Description = "Believe that all objects are there." };
        var reject = new Option<bool>("--reject-thin-pack-for-testing") { Description = "Refuse packs that leave out bases." };
        var directory = new Argument<string>("DIR") { Description = "The repository." };
        var command = new ToolCommand(
            "receive-pack",
            "Take a push over standard input and output, in the place of git's program, hooks included. GIT_PROTOCOL names the version.",
            "git push --receive-pack='gitproto receive-pack' /srv/git/project.git main")
            { quiet, stateless, advertise, skip, reject, directory };
        command.SetAction(async (result, cancellation) =>
        {
            using var repository = FileRepository.Open(result.GetValue(directory)!, HostConfig.ToServe(GitService.ReceivePack));
            using var errors = Console.OpenStandardError();
            var request = new ReceivePackRequest
            {
                Version = ProtocolVersion.Choose(Environment.GetEnvironmentVariable(ProtocolVersionTransport.Environment)),
                Stateless = result.GetValue(stateless),
                AdvertiseOnly = result.GetValue(advertise),
                Quiet = result.GetValue(quiet),
                StandardError = text => errors.Write(text.Span),
            };
            var rules = new ReceivePackRules { RunGitHooks = true, CheckConnectivity = !result.GetValue(skip), AllowThin = !result.GetValue(reject) };
            var options = new GitServerOptions { Timeouts = GitTimeouts.None, ReceivePack = rules };
            await StandardStreams.ServeAsync(connection => ReceivePackServer.ServeAsync(connection, repository, request, options, cancellation), cancellation);
            return ExitCode.Success;
        });
        return command;
    }
}
