using System.CommandLine;
using System.Globalization;
using GitProto.Cli.Output;
using GitProto.Server;

namespace GitProto.Cli.Commands;

/// <summary>Takes the place of <c>git daemon</c>.</summary>
internal static class DaemonCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Options of git's that change what is served or who serves it: left out in silence they would do harm.</summary>
    private static readonly string[] Unsupported = ["--user-path", "--access-hook", "--detach", "--user", "--group", "--syslog"];

    public static Command Create()
    {
        var exportAll = new Option<bool>("--export-all") { Description = "Serve repositories without a file git-daemon-export-ok too." };
        var basePath = new Option<string?>("--base-path") { Description = "What every path is put behind.", HelpName = "DIR" };
        var relaxed = new Option<bool>("--base-path-relaxed") { Description = "Try a path as it is, if it is not found there." };
        var interpolated = new Option<string?>("--interpolated-path") { Description = "How a path is made: %H the host, %P the port, %D the path.", HelpName = "TEMPLATE" };
        var strict = new Option<bool>("--strict-paths") { Description = "Serve exactly the directories that are named." };
        var informative = new Option<bool>("--informative-errors") { Description = "Tell clients why they are refused." };
        var silent = new Option<bool>("--no-informative-errors") { Description = "Do not; this is the default." };
        var inetd = new Option<bool>("--inetd") { Description = "Serve one client on standard input and output." };
        var verbose = new Option<bool>("--verbose") { Description = "Log every client that fails." };
        var pidFile = new Option<string?>("--pid-file") { Description = "Write the number of the process to this file.", HelpName = "FILE" };
        var reuse = new Option<bool>("--reuseaddr") { Description = "Taken for git's sake: it is always so." };
        var log = new Option<string>("--log-destination") { Description = "stderr or none.", HelpName = "WHERE", DefaultValueFactory = _ => "stderr" };
        var directories = new Argument<string[]>("DIR") { Description = "Serve these directories, and what lies below them, alone.", Arity = ArgumentArity.ZeroOrMore };
        log.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not ("stderr" or "none") }])
                result.AddError("the log goes to stderr or none; syslog is not supported");
        });
        var command = new ToolCommand(
            "daemon",
            "Serve repositories over git://, in the place of git's daemon and with its options.",
            "gitproto daemon --base-path=/srv/git --export-all --listen=127.0.0.1 --port=9418")
            { exportAll, basePath, relaxed, interpolated, strict, informative, silent, inetd, verbose, pidFile, reuse, log, directories };
        DaemonServices.AddTo(command);
        var listening = DaemonListening.AddTo(command);
        foreach (var name in Unsupported)
            command.Add(Refused(name));
        command.SetAction(async (result, cancellation) =>
        {
            if (result.GetValue(inetd) && listening.IsNamed(result))
                throw new ToolException("options '--inetd' and '--listen' or '--port' cannot be used together");
            var rules = DaemonServices.Apply(result, new DaemonRules
            {
                Namespace = HostConfig.Namespace(),
                Owners = HostConfig.Owners(),
                Committer = HostCommitter.Of,
                BasePath = result.GetValue(basePath),
                BasePathRelaxed = result.GetValue(relaxed),
                InterpolatedPath = result.GetValue(interpolated),
                StrictPaths = result.GetValue(strict),
                ExportAll = result.GetValue(exportAll),
                Directories = result.GetValue(directories)!,
            });
            var resolver = new DaemonResolver(rules);
            var options = new GitServerOptions
            {
                // The resolver decides for each repository.
                AllowReceivePack = true,
                ReceivePack = new ReceivePackRules { RunGitHooks = true },
                InformativeErrors = result.GetValue(informative) && !result.GetValue(silent),
                Timeouts = listening.Timeouts(result),
                InitTimeout = listening.InitTimeout(result),
            };
            if (result.GetValue(inetd))
            {
                await StandardStreams.ServeAsync(connection => GitServer.ServeAsync(connection, null, resolver, options, cancellationToken: cancellation), cancellation);
                return ExitCode.Success;
            }
            var isLogged = result.GetValue(verbose) && result.GetValue(log) != "none";
            await using var server = GitServer.Start(resolver, options, listening.Place(result, isLogged ? Log : null));
            if (result.GetValue(pidFile) is { } file)
                await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n"), cancellation);
            if (result.GetValue(log) != "none")
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"[{Environment.ProcessId}] Ready to rumble"));
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            using var limit = new CancellationTokenSource(Patience);
            await server.StopAsync(limit.Token);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Log(Exception error, System.Net.EndPoint? peer) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{Environment.ProcessId}] {peer}: {Failure.Text(error)}"));

    private static Option<string?> Refused(string name)
    {
        var option = new Option<string?>(name) { Description = "Not supported.", Hidden = true, Arity = ArgumentArity.ZeroOrOne };
        option.Validators.Add(result => result.AddError($"{name} is not supported"));
        return option;
    }
}
