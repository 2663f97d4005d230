using System.CommandLine;
using GitProto.Server;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Cli.Commands;

/// <summary>Takes the place of <c>git upload-archive</c>.</summary>
internal static class UploadArchiveCommand
{
    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "The repository." };
        var command = new ToolCommand(
            "upload-archive",
            "Send archives of trees over standard input and output, in the place of git's program.",
            "git archive --remote=/srv/git/project.git --exec='gitproto upload-archive' v1.0")
            { directory };
        command.SetAction(async (result, cancellation) =>
        {
            using var repository = FileRepository.Open(result.GetValue(directory)!, HostConfig.ToServe(GitService.UploadArchive));
            var options = new GitServerOptions { Timeouts = GitTimeouts.None };
            await StandardStreams.ServeAsync(connection => UploadArchiveServer.ServeAsync(connection, repository, new UploadArchiveRequest(), options, cancellation), cancellation);
            return ExitCode.Success;
        });
        return command;
    }
}
