using System.Diagnostics;
using System.Globalization;
using GitProto.Conformance.Cases;
using GitProto.Conformance.Peers;
using GitProto.Conformance.Reports;
using GitProto.Conformance.Rules;
using GitProto.Conformance.Wire;

namespace GitProto.Conformance.Running;

/// <summary>The suite: which peers there are, which cases are run on them, what is said of them.</summary>
/// <param name="options">What is run and how.</param>
/// <param name="output">Where it is said.</param>
public sealed class Suite(SuiteOptions options, TextWriter output)
{
    private static readonly WireLog Unseen = new();
    private readonly List<CaseResult> results = [];
    private readonly List<JudgedPeer> judged = [];
    private readonly Dictionary<string, string> leftOut = [];

    /// <summary>What was found.</summary>
    public IReadOnlyList<CaseResult> Results => results;

    /// <summary>The repositories and cases; null to make them for this run alone.</summary>
    public SuiteGround? Ground { get; init; }

    /// <summary>Runs it.</summary>
    /// <returns>A code of <see cref="SuiteExit"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (options is { Expected: { } expected, UpdateExpected: false } && !File.Exists(expected) && !Directory.Exists(expected))
        {
            await output.WriteLineAsync($"error: --expected {Escape.ForDisplay(expected)}: there is no such file or directory");
            return SuiteExit.Usage;
        }
        using var directory = WorkDirectory.Make(options.Keep);
        try
        {
            return await RunAsync(directory.Path, cancellationToken);
        }
        catch (ConformanceException e)
        {
            await output.WriteLineAsync($"error: {e.Message}");
            return SuiteExit.NoPeer;
        }
        finally
        {
            if (options.Keep)
                await output.WriteLineAsync($"kept: {directory.Path}");
        }
    }

    private async Task<int> RunAsync(string directory, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        if (options.UpdateExpected && (options.Expected is null || !IsWhole))
        {
            await output.WriteLineAsync("error: --update-expected needs --expected, and goes with no pattern, --quick or --direction: what was not run would be lost");
            return SuiteExit.Usage;
        }
        PeerBook book;
        try
        {
            book = await PeerBook.LoadAsync(directory, options.Server, options.Ssh, options.Client, output.WriteLine, cancellationToken);
        }
        catch (ConformanceException e)
        {
            await output.WriteLineAsync($"error: {e.Message}");
            return SuiteExit.Usage;
        }
        await using var peers = book;
        if (options.Peers.FirstOrDefault(name => !peers.Names.Contains(name)) is { } unknown)
        {
            await output.WriteLineAsync($"error: there is no peer '{Escape.ForDisplay(unknown)}'; there are {string.Join(", ", peers.Names)}");
            return SuiteExit.Usage;
        }
        using var own = Ground is null ? await SuiteGround.MakeAsync(directory, cancellationToken) : null;
        var ground = Ground ?? own!;
        var catalogue = ground.Catalogue;
        var rules = Coverage.Of(catalogue.Cases, Uncased.Read(Uncased.Own));
        if (options.Rules)
        {
            foreach (var one in rules)
                await output.WriteLineAsync($"{one.Rule.Id,-50} {Words.Of(one.Rule.Level),-10} {one.Cases,4}   {one.Reason}".TrimEnd());
            return SuiteExit.AsExpected;
        }
        var cases = catalogue.Cases.Where(IsMeant).ToList();
        if (cases.Count == 0)
        {
            await output.WriteLineAsync("error: no case fits; --list prints them all");
            return SuiteExit.Usage;
        }
        if (options.List)
        {
            foreach (var one in cases)
                await output.WriteLineAsync($"{one.Id,-90} {Words.Of(one.Rule.Level),-10} {one.Title}");
            return SuiteExit.AsExpected;
        }
        var code = SuiteExit.AsExpected;
        foreach (var problem in rules.Select(one => one.Problem).OfType<string>().Concat(RowBook.Read(RowBook.Own).Problems(catalogue.Cases)))
        {
            await output.WriteLineAsync($"✗ {problem}");
            code = SuiteExit.Unexpected;
        }
        var runner = new Runner(ground.Repositories, directory) { Keep = options.Keep, Jobs = options.Jobs ?? Runner.DefaultJobs };
        var ready = new List<(Peer Peer, Expectations Known)>();
        foreach (var peer in peers.All.Where(IsMeant))
        {
            if (await peer.MissingAsync(cancellationToken) is { } why)
            {
                await output.WriteLineAsync($"{peer.Name}: left out, {why}");
                leftOut[peer.Name] = why;
                code = options.RequireAll ? SuiteExit.NoPeer : code;
                continue;
            }
            try
            {
                await peer.PrepareAsync(cancellationToken);
                code = Math.Max(code, await RunAsync(peer, cases, runner, ready, cancellationToken));
            }
            catch (ConformanceException e)
            {
                await output.WriteLineAsync($"error: {e.Message}");
                leftOut[peer.Name] = e.Message;
                code = SuiteExit.NoPeer;
            }
        }
        if (options.All)
            code = Math.Max(code, await CrossAsync(ready, cases, runner, cancellationToken));
        var run = new SuiteRun(results, rules) { Peers = judged, LeftOut = leftOut, Logs = runner.Logs, Took = watch.Elapsed, IsStrict = options.Strict };
        await output.WriteLineAsync(run.Summary);
        if (options.Report is { } report)
            await ReportSet.WriteAsync(report, run);
        return code;
    }

    private async Task<int> RunAsync(Peer peer, List<Case> cases, Runner runner, List<(Peer, Expectations)> ready, CancellationToken cancellationToken)
    {
        var version = await peer.VersionAsync(cancellationToken);
        var root = options.Expected ?? Path.Join(AppContext.BaseDirectory, "expected");
        var known = ExpectedFile.Of(root, peer.Family, version);
        if (known.Note is { } note)
            await output.WriteLineAsync($"{peer.Name}: {note}");
        Expectations expectations;
        try
        {
            expectations = Expectations.Read(known.Path, peer.Transport);
        }
        catch (ConformanceException e)
        {
            await output.WriteLineAsync($"error: {e.Message}");
            return SuiteExit.Usage;
        }
        judged.Add(new JudgedPeer(peer.Name, version, File.Exists(known.Path) ? Path.GetFileName(known.Path) : null, known.Note));
        ready.Add((peer, expectations));
        var found = new List<CaseResult>();
        var isIdle = false;
        foreach (var pairing in peer.Pairings().Where(pairing => (pairing.Side & options.Direction) != 0))
        {
            var these = await RunAsync(pairing, cases, runner, result => expectations.Of(result.Case, pairing.Side, result.Verdict.Outcome), cancellationToken);
            found.AddRange(these);
            // Where nothing at all is offered, the peer or its driver is broken: that must not look like a success.
            if (options.Patterns.Count == 0 && these.Count > 0 && these.All(result => result.Verdict.Outcome == Outcome.NotOffered))
            {
                isIdle = true;
                await output.WriteLineAsync($"✗ {peer.Name} as {Words.Of(pairing.Side)} did nothing of what it was asked; the first reason: {these[0].Verdict.Reason}");
            }
        }
        if (options.UpdateExpected)
            Expectations.Write(ExpectedFile.ToWrite(root, peer.Family, version), found, peer.Transport);
        var unmet = expectations.Unmet(IsWhole);
        foreach (var one in unmet)
            await output.WriteLineAsync($"✗ {peer.Name}: {expectations.Path} expects {Words.Of(one.Outcome)} of '{one.Pattern}' as {Words.Of(one.Side)}, and no case is that");
        return found.Any(IsUnexpected) || unmet.Count > 0 || isIdle ? SuiteExit.Unexpected : SuiteExit.AsExpected;
    }

    /// <summary>Every client with every server, where neither is ours: what is known of either is expected, and need not come.</summary>
    private async Task<int> CrossAsync(List<(Peer Peer, Expectations Known)> ready, List<Case> cases, Runner runner, CancellationToken cancellationToken)
    {
        var code = SuiteExit.AsExpected;
        foreach (var (client, ofClient) in ready.Where(one => one.Peer is { Client: not null, Family: not PeerNames.Self }))
        {
            foreach (var (server, ofServer) in ready.Where(one => one.Peer is { Server: not null, Family: not PeerNames.Self } && one.Peer.Transport == client.Transport))
            {
                var pairing = new Pairing($"{client.Name} with {server.Name}", Direction.Either, client.Client!, server.Server!) { Selector = $"--all {client.Selector} {server.Selector}" };
                var found = await RunAsync(pairing, cases, runner, Known, cancellationToken);
                code = found.Any(IsUnexpected) ? SuiteExit.Unexpected : code;

                Expectation? Known(CaseResult result) => new[] { ofClient.Of(result.Case, Direction.Client, result.Verdict.Outcome), ofServer.Of(result.Case, Direction.Server, result.Verdict.Outcome) }
                    .FirstOrDefault(one => one is not null && one.Outcome == result.Verdict.Outcome);
            }
        }
        return code;
    }

    private async Task<List<CaseResult>> RunAsync(Pairing pairing, List<Case> cases, Runner runner, Func<CaseResult, Expectation?> known, CancellationToken cancellationToken)
    {
        var found = new List<CaseResult>();
        await foreach (var one in runner.RunAsync(pairing, cases, cancellationToken))
        {
            var result = one with { Expected = known(one) };
            found.Add(result.IsShown ? result : result with { Wire = Unseen });
            if (IsUnexpected(result))
                await TellAsync(result);
        }
        await TellAsync(pairing, found);
        found.Sort((one, other) => StringComparer.Ordinal.Compare(one.Case.Id, other.Case.Id));
        results.AddRange(found);
        return found;
    }

    /// <summary>True if a peer is judged: those that are named, or those of the command line, or all.</summary>
    private bool IsMeant(Peer peer) =>
        options.Peers.Contains(peer.Name)
        || (PeerNames.IsGiven(peer.Name) && !options.Peers.Any(PeerNames.IsGiven))
        || (options is { Peers.Count: 0, Server: null, Client: null });

    /// <summary>True if every case is run, so that an expectation that none has met is wrong.</summary>
    private bool IsWhole => options.Patterns.Count == 0 && !options.Quick && options.Direction == Direction.Either;

    private bool IsUnexpected(CaseResult result) => result.IsUnexpected(options.Strict);

    private bool IsMeant(Case one) =>
        (one.Direction & options.Direction) != 0 && (!options.Quick || one.Quick) && (options.Patterns.Count == 0 || options.Patterns.Any(pattern => CasePattern.Matches(pattern, one.Id)));

    private async Task TellAsync(Pairing pairing, IEnumerable<CaseResult> found)
    {
        var counts = found.GroupBy(one => one.Verdict.Outcome).OrderBy(group => group.Key).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {Words.Of(group.Key)}"));
        await output.WriteLineAsync($"{pairing.Peer} as {Words.Of(pairing.Side)}: {string.Join(", ", counts)}");
    }

    private async Task TellAsync(CaseResult result)
    {
        await output.WriteLineAsync($"✗ {result.Case.Id}   {result.Peer} as {Words.Of(result.Side)}   {Words.Of(result.Case.Rule.Level)}   {Words.Of(result)}");
        await output.WriteLineAsync($"    {result.Case.Rule.Text}   ({result.Case.Rule.Source})");
        await output.WriteLineAsync($"    {result.Case.Title}");
        await output.WriteLineAsync(result.Verdict.Outcome is Outcome.Pass or Outcome.Refused ? $"    passes, where {result.Expected!.Outcome} is expected: {result.Expected.Reason}" : $"    {result.Verdict.Reason}");
        await output.WriteLineAsync($"    again: {CommandLine.Of(result)}");
    }
}
