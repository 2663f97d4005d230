using System.CommandLine;
using System.Net;
using GitProto.AspNetCore;
using GitProto.Cli.Http;
using GitProto.Cli.Output;
using GitProto.Protocol;
using GitProto.Server;
using GitProto.Storage;
using GitProto.Transports;
using Microsoft.Extensions.Logging.Abstractions;

namespace GitProto.Cli.Commands;

/// <summary>Serves the repositories of a directory until it is asked to stop.</summary>
internal static class ServeCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var root = new Argument<string>("ROOT") { Description = "The directory; its a.git is served as BASE/a.git." };
        var port = NumberOption.Port("--git", $"The port for git://; 0 means any that is free. {GitTransport.Port} if neither this nor --http is given.");
        var http = NumberOption.Port("--http", "The port for http://; 0 means any that is free.");
        var listen = NumberOption.Address("The address to listen on; 0.0.0.0 lets other machines in.", "127.0.0.1");
        var trace = new Option<bool>("--trace") { Description = "Show each packet on standard error: who sent it (C the client, S the server), what it holds, its place in the spec." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Nothing about clients that failed or were refused." };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Also about those that were served." };
        var push = new Option<bool>("--allow-push") { Description = "Let clients push." };
        var create = new Option<bool>("--create-on-push") { Description = "Make a repository that a client pushes to and that is not there." };
        var hooks = new Option<bool>("--run-hooks") { Description = "Run the hooks of the repositories, as git does." };
        var command = new ToolCommand(
            "serve",
            "Serve the repositories below a directory, for reading unless pushes are allowed. Prints its base URLs once it listens.",
            "gitproto serve /srv/git --git 0 --http 0")
            { root, port, http, listen, push, create, hooks, trace, quiet, verbose };
        var limits = ServeLimits.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            using var packets = result.GetValue(trace) ? new PacketTrace(Console.Error) : null;
            using var log = result.GetValue(quiet) ? null : new ServerLog(Console.Error, result.GetValue(verbose));
            var address = IPAddress.Parse(result.GetValue(listen)!);
            var options = limits.Apply(result, new GitServerOptions
            {
                Observer = packets,
                Logger = log?.CreateLogger(nameof(GitServer)) ?? NullLogger.Instance,
                AllowReceivePack = result.GetValue(push),
                ReceivePack = new ReceivePackRules { RunGitHooks = result.GetValue(hooks) },
            });
            var resolver = new DirectoryResolver(result.GetValue(root)!, new DirectoryResolverOptions { Owners = HostConfig.Owners(), Committer = HostCommitter.Of, Create = result.GetValue(create) ? path => FileRepository.Create(path) : null });
            await using var server = result.GetValue(http) is null || result.GetValue(port) is not null ? GitServer.Start(resolver, options, new GitTcpServerOptions
            {
                Address = address,
                Port = result.GetValue(port) ?? GitTransport.Port,
                MaxConnections = limits.Connections(result),
            }) : null;
            await using var web = result.GetValue(http) is { } number ? await HttpHost.ServeAsync(address, number, limits.InitTimeout(result), git =>
            {
                limits.Apply(result, git);
                git.Resolver = resolver;
                git.Server = options;
                git.Archive = GitHttpAccess.Everybody;
                git.Push = options.AllowReceivePack ? GitHttpAccess.Everybody : GitHttpAccess.Off;
            }, log) : null;
            foreach (var url in new[] { server?.BaseUrl, web?.BaseUrl }.OfType<Uri>())
                Console.Out.WriteLine(url);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            using var limit = new CancellationTokenSource(Patience);
            await Task.WhenAll(server?.StopAsync(limit.Token) ?? Task.CompletedTask, web?.StopAsync(limit.Token) ?? Task.CompletedTask);
            return ExitCode.Success;
        });
        return command;
    }
}
