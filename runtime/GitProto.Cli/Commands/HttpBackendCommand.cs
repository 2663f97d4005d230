using System.CommandLine;
using GitProto.Cli.Http;

namespace GitProto.Cli.Commands;

/// <summary>Takes the place of <c>git http-backend</c>.</summary>
internal static class HttpBackendCommand
{
    public static Command Create()
    {
        var command = new ToolCommand(
            "http-backend",
            "Answer one request of a web server by CGI, in the place of git's program. GIT_PROJECT_ROOT and PATH_INFO name the repository. Only smart HTTP is served: the files that other clients read are refused with 403.",
            "ScriptAlias /git/ /path/to/a/script/that/runs/gitproto/http-backend/");
        command.SetAction(async (_, cancellation) =>
        {
            var code = ExitCode.Fatal;
            await StandardStreams.ServeAsync(async connection => code = await new CgiProgram(connection).RunAsync(cancellation), cancellation);
            return code;
        });
        return command;
    }
}
