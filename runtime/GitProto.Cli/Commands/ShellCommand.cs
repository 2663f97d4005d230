using System.CommandLine;
using GitProto.Server;
using GitProto.Transports;

namespace GitProto.Cli.Commands;

/// <summary>Takes the place of <c>git-shell</c>: what an sshd runs for a client, and all that the client can run.</summary>
internal static class ShellCommand
{
    private const string OriginalCommand = "SSH_ORIGINAL_COMMAND";

    public static Command Create()
    {
        var line = new Option<string?>("-c") { Description = "What the client wants; else SSH_ORIGINAL_COMMAND says it.", HelpName = "COMMAND" };
        var root = new Option<string?>("--root") { Description = "Serve what lies below this directory and nothing else; paths begin there.", HelpName = "DIR" };
        var readOnly = new Option<bool>("--read-only") { Description = "Take no pushes." };
        var timeout = new Option<int>("--timeout") { Description = "Give up after so many seconds of silence; 0 means never.", HelpName = "N" };
        var command = new ToolCommand(
            "shell",
            "Serve one client of ssh, as the forced command of an sshd or in the place of git-shell: fetches, pushes and archives, and nothing else.",
            "gitproto shell --root /srv/git -c \"git-upload-pack '/project.git'\"")
            { line, root, readOnly, timeout };
        command.SetAction(async (result, cancellation) =>
        {
            var wanted = result.GetValue(line) ?? Environment.GetEnvironmentVariable(OriginalCommand)
                ?? throw new ToolException("Interactive git shell is not enabled.");
            ShellEnvironment.Clean();
            var request = SshRequest.Parse(wanted);
            if (request.Service == GitService.ReceivePack && result.GetValue(readOnly))
                throw new ToolException($"pushing to '{request.Path.ToDisplayString()}' is not allowed");
            var silence = TimeSpan.FromSeconds(result.GetValue(timeout));
            var timeouts = silence > TimeSpan.Zero ? GitTimeouts.None with { Idle = silence, Think = silence } : GitTimeouts.None;
            using var served = await ShellRepository.OpenAsync(request, result.GetValue(root), cancellation);
            await StandardStreams.ServeAsync(connection => DropIn.ServeAsync(connection, request.Service, served.Repository, timeouts, cancellation), cancellation);
            return ExitCode.Success;
        });
        return command;
    }
}
