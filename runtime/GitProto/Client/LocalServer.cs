using GitProto.Protocol;
using GitProto.Server;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Client;

/// <summary>Programs that serve repositories of this machine.</summary>
public static class LocalServer
{
    private const string ShellPath = "/bin/sh";

    /// <summary>The program that a command line names, read by the shell as git reads <c>--upload-pack</c>.</summary>
    /// <param name="commandLine">The command line; the path of the repository is added to it as one word.</param>
    public static ProcessCommand Shell(string commandLine)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(commandLine);
        return new ProcessCommand(ShellPath, "-c", commandLine + " \"$@\"", commandLine);
    }

    /// <summary>Starts a program, at whose other end the service speaks at once.</summary>
    internal static GitConnection Run(ProcessCommand command, GitUrl url, GitClientOptions options)
    {
        var environment = new Dictionary<string, string?>(command.Environment)
        {
            [ProtocolVersionTransport.Environment] = AskedVersion.Words(options.Protocol),
        };
        return ProcessConnection.Start(
            new ProcessCommand(command.Path, [.. command.Arguments, url.Path.ToString()])
            {
                Environment = environment,
                WorkingDirectory = command.WorkingDirectory,
                StandardError = command.StandardError ?? options.StandardError(),
            });
    }

    /// <summary>Serves a repository in this process; the client has to call it as a git:// server.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no repository.</exception>
    /// <exception cref="PolicyException">It belongs to somebody else.</exception>
    internal static GitConnection Serve(GitUrl url, RepositoryOwners? owners, GitClientOptions options)
    {
        var resolver = new OneRepositoryResolver(FileRepository.Open(url.Path.ToString(), new FileRepositoryOptions { Owners = owners, Committer = options.LocalCommitter }), url.ToString());
        var (client, server) = InProcessConnection.CreatePair();
        var rules = new GitServerOptions { Timeouts = GitTimeouts.None, AllowReceivePack = true, ReceivePack = options.LocalPush };
        client.Served = Task.Run(() => ServeAsync(server, resolver, rules));
        return client;
    }

    private static async Task ServeAsync(GitConnection connection, OneRepositoryResolver resolver, GitServerOptions options)
    {
        await using (connection.ConfigureAwait(false))
        using (resolver)
        {
            try
            {
                await GitServer.ServeAsync(connection, null, resolver, options).ConfigureAwait(false);
            }
            catch (Exception e) when (e is GitProtoException or IOException or OperationCanceledException)
            {
                // The client was told, or has left.
            }
        }
    }
}
