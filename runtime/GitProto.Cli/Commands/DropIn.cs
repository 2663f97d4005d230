using GitProto.Protocol;
using GitProto.Server;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Cli.Commands;

/// <summary>Serves a repository as git's programs do where they are run without options: hooks included.</summary>
internal static class DropIn
{
    /// <summary>Serves.</summary>
    public static Task ServeAsync(GitConnection connection, GitService service, IRepository repository, GitTimeouts timeouts, CancellationToken cancellation)
    {
        var version = ProtocolVersion.Choose(Environment.GetEnvironmentVariable(ProtocolVersionTransport.Environment));
        var options = new GitServerOptions { Timeouts = timeouts, ReceivePack = new ReceivePackRules { RunGitHooks = true } };
        return service switch
        {
            GitService.UploadPack => UploadPackServer.ServeAsync(connection, repository, new UploadPackRequest { Version = version }, options, cancellation),
            GitService.UploadArchive => UploadArchiveServer.ServeAsync(connection, repository, new UploadArchiveRequest(), options, cancellation),
            _ => ReceivePackServer.ServeAsync(connection, repository, new ReceivePackRequest { Version = version }, options, cancellation),
        };
    }
}
