using System.CommandLine;
using GitProto.Protocol;
using GitProto.Server;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Cli.Commands;

/// <summary>Takes the place of <c>git upload-pack</c>.</summary>
internal static class UploadPackCommand
{
    public static Command Create()
    {
        var strict = new Option<bool>("--strict") { Description = "Do not try DIR/.git if DIR is no repository." };
        var lax = new Option<bool>("--no-strict") { Description = "Try it; this is the default." };
        var timeout = new Option<int>("--timeout") { Description = "Give up after so many seconds of silence.", HelpName = "N" };
        var stateless = new Option<bool>("--stateless-rpc") { Description = "Answer one request and stop." };
        var advertise = new Option<bool>("--http-backend-info-refs", "--advertise-refs") { Description = "Write the advertisement and stop." };
        var directory = new Argument<string>("DIR") { Description = "The repository." };
        var command = new ToolCommand(
            "upload-pack",
            "Send objects over standard input and output, in the place of git's program. GIT_PROTOCOL names the version.",
            "git clone --upload-pack='gitproto upload-pack' /srv/git/project.git")
            { strict, lax, timeout, stateless, advertise, directory };
        command.SetAction(async (result, cancellation) =>
        {
            var path = result.GetValue(directory)!;
            using var repository = FileRepository.Open(path, HostConfig.ToServe(GitService.UploadPack) with { Strict = result.GetValue(strict) && !result.GetValue(lax) });
            var request = new UploadPackRequest
            {
                Version = ProtocolVersion.Choose(Environment.GetEnvironmentVariable(ProtocolVersionTransport.Environment)),
                Stateless = result.GetValue(stateless),
                AdvertiseOnly = result.GetValue(advertise),
            };
            var silence = TimeSpan.FromSeconds(result.GetValue(timeout));
            var options = new GitServerOptions { Timeouts = silence > TimeSpan.Zero ? GitTimeouts.None with { Idle = silence, Think = silence } : GitTimeouts.None };
            await StandardStreams.ServeAsync(connection => UploadPackServer.ServeAsync(connection, repository, request, options, cancellation), cancellation);
            return ExitCode.Success;
        });
        return command;
    }
}
