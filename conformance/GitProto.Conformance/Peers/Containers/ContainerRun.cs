using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace GitProto.Conformance.Peers.Containers;

/// <summary>
/// The containers of this process. They have a label with its number and its start; those of processes that are no more are removed before the first is started.
/// </summary>
internal sealed class ContainerRun(IContainerEngine engine) : IAsyncDisposable
{
    /// <summary>The label.</summary>
    public const string Label = "gitproto.run";

    private readonly ConcurrentDictionary<string, bool> running = [];
    private bool swept;
    private ContainerSweep? sweep;

    /// <summary>What the label of this process says.</summary>
    public static string Own { get; } = Mark(Process.GetCurrentProcess());

    /// <summary>Starts a container of this run.</summary>
    public async Task<string> StartAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        if (!Interlocked.Exchange(ref swept, true))
        {
            sweep = new ContainerSweep();
            await SweepAsync(cancellationToken);
        }
        var id = await engine.StartAsync(spec with { Labels = new Dictionary<string, string> { [Label] = Own } }, cancellationToken);
        running[id] = true;
        return id;
    }

    /// <summary>Removes one.</summary>
    public async Task RemoveAsync(string container)
    {
        await engine.RemoveAsync(container, CancellationToken.None);
        running.TryRemove(container, out _);
    }

    /// <summary>Removes what processes have left that were killed.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var (container, mark) in await engine.ListAsync(Label, cancellationToken))
        {
            if (!IsAlive(mark))
                await engine.RemoveAsync(container, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var container in running.Keys)
            await RemoveAsync(container);
        sweep?.Dispose();
    }

    private static string Mark(Process process) => string.Create(CultureInfo.InvariantCulture, $"{process.Id}-{process.StartTime.ToUniversalTime():yyyyMMddHHmmss}");

    private static bool IsAlive(string mark)
    {
        try
        {
            return int.TryParse(mark.Split('-')[0], CultureInfo.InvariantCulture, out var id) && Mark(Process.GetProcessById(id)) == mark;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
