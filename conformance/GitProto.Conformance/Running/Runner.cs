using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using GitProto.Conformance.Cases;
using GitProto.Conformance.Peers;
using GitProto.Conformance.Repositories;
using GitProto.Conformance.Wire;

namespace GitProto.Conformance.Running;

/// <summary>Runs cases against peers, several at once.</summary>
/// <param name="repositories">The repositories.</param>
/// <param name="directory">A directory for the work.</param>
public sealed class Runner(RepositorySet repositories, string directory)
{
    private readonly ConcurrentDictionary<(string Peer, Direction Side), string> logs = [];
    private int runs;

    /// <summary>How long one case may take. Default two minutes.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Four for each processor: many cases wait for a side that says nothing.</summary>
    public static int DefaultJobs => 4 * Environment.ProcessorCount;

    /// <summary>How many cases run at once. Default <see cref="DefaultJobs"/>.</summary>
    public int Jobs { get; init; } = DefaultJobs;

    /// <summary>True to keep what the cases leave in the directory.</summary>
    public bool Keep { get; init; }

    /// <summary>What servers said by the end of pairings in which a case failed, by the judged peer and side.</summary>
    public IReadOnlyDictionary<(string Peer, Direction Side), string> Logs => logs;

    /// <summary>Runs cases against one pairing. The server is started once.</summary>
    /// <returns>What they find, in the order in which they end.</returns>
    /// <exception cref="ConformanceException">The server cannot be started.</exception>
    public async IAsyncEnumerable<CaseResult> RunAsync(
        Pairing pairing, IEnumerable<Case> cases, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var place = Path.Join(directory, $"{pairing.Peer}-{pairing.Side}".Replace(' ', '-'));
        await using var server = await pairing.Server.StartAsync(repositories, Path.Join(place, "served"), cancellationToken);
        var found = Channel.CreateUnbounded<CaseResult>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = RunAllAsync();
        var isWell = true;
        try
        {
            await foreach (var result in found.Reader.ReadAllAsync(CancellationToken.None))
            {
                isWell &= result.Verdict.Outcome is not (Outcome.Fail or Outcome.Error);
                yield return result;
            }
        }
        finally
        {
            // Also where nobody wants to hear more.
            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await running;
        if (!isWell && await server.LogAsync() is { Length: > 0 } log)
            logs[(pairing.Peer, pairing.Side)] = log;

        async Task RunAllAsync()
        {
            try
            {
                var meant = Case.Chains(cases.Where(one => one.Direction.HasFlag(pairing.Side)));
                await Parallel.ForEachAsync(meant, new ParallelOptions { MaxDegreeOfParallelism = Jobs, CancellationToken = stop.Token }, async (chain, token) =>
                {
                    foreach (var one in chain)
                        await found.Writer.WriteAsync(await RunAsync(one, pairing, server, Path.Join(place, Interlocked.Increment(ref runs).ToString(CultureInfo.InvariantCulture)), token), token);
                });
            }
            finally
            {
                found.Writer.Complete();
            }
        }
    }

    private async Task<CaseResult> RunAsync(Case one, Pairing pairing, RunningServer server, string place, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(place);
        var wire = new WireLog();
        var watch = Stopwatch.StartNew();
        using var limit = new CancellationTokenSource(Limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Verdict verdict;
        try
        {
            verdict = await one.RunAsync(new Bench(pairing.Side, pairing.Client, server, repositories, place, wire), either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            verdict = Verdict.Fail($"it did not come to an end within {Limit}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            verdict = new Verdict(Outcome.Error, $"{e.GetType().Name}: {Escape.ForDisplay(e.Message)}");
        }
        // What cannot be removed yet goes with the whole directory of the run.
        if (!Keep)
            Removal.Try(place);
        return new CaseResult(one, pairing.Peer, pairing.Side, verdict, watch.Elapsed, wire) { Client = pairing.Client.Name, Server = pairing.Server.Name, Selector = pairing.Selector };
    }
}
