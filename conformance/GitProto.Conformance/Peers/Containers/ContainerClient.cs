using System.Globalization;

namespace GitProto.Conformance.Peers.Containers;

/// <summary>The git of an image as a client. It shares the network of this machine, and the directory in which the suite works.</summary>
internal sealed class ContainerClient(string name, string image, IContainerEngine engine, ContainerRun run, string directory) : IClientPeer
{
    private const int TimedOut = 124;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private Task<string>? container;

    public string Name => name;

    public async Task<ProgramEnd?> RunAsync(ClientTask task, CancellationToken cancellationToken)
    {
        var owner = await SuiteUser.GetAsync(cancellationToken);
        // Several cases come at once, and one container is enough for all.
        Task<string> starting;
        lock (gate)
            starting = container ??= run.StartAsync(new ContainerSpec(image, "serve", "client", owner) { Directories = new Dictionary<string, string> { [directory] = directory } }, CancellationToken.None);
        var started = await starting;
        var environment = new Dictionary<string, string>(GitCommand.Environment(task)) { ["GIT_TERMINAL_PROMPT"] = "0", ["LC_ALL"] = "C.UTF-8" };
        string[] limit = ["timeout", "--kill-after=1", Limit.TotalSeconds.ToString(CultureInfo.InvariantCulture), "git"];
        var end = await engine.ExecAsync(started, owner == SuiteUser.Root ? "root" : "git", [.. limit, .. GitCommand.Arguments(task)], environment, cancellationToken);
        return GitCommand.Done(task, end.ExitCode == TimedOut ? end with { ExitCode = ProgramEnd.TimedOut } : end);
    }
}
