using System.Globalization;

namespace GitProto.Benchmarks.SideBySide;

/// <summary>What came out of several turns of one contest.</summary>
/// <param name="Name">What was done to what.</param>
/// <param name="Turns">Git's run and ours, one right after the other.</param>
internal sealed record Ratios(string Name, IReadOnlyList<(MeasuredRun Git, MeasuredRun Ours)> Turns)
{
    /// <summary>The head of a table in Markdown.</summary>
    public const string Head =
        "| what | turns | wall, ours to git's: median (min to max) | processor | git's wall | peak memory, ours | git's |\n|---|---|---|---|---|---|---|";

    /// <summary>Our wall time, to git's: the least, the median, the most.</summary>
    public (double Least, double Median, double Most) Wall => (Turns.Min(Ratio), Median(Ratio), Turns.Max(Ratio));

    /// <summary>A row of the table.</summary>
    public string Row => string.Create(CultureInfo.InvariantCulture,
        $"| {Name} | {Turns.Count} | {Spread(Ratio)} | {Spread(turn => turn.Ours.Processor / turn.Git.Processor)} " +
        $"| {Median(turn => turn.Git.Wall):F1} s | {Peak(turn => turn.Ours)} MB | {Peak(turn => turn.Git)} MB |");

    private static double Ratio((MeasuredRun Git, MeasuredRun Ours) turn) => turn.Ours.Wall / turn.Git.Wall;

    private string Spread(Func<(MeasuredRun Git, MeasuredRun Ours), double> ratio) => string.Create(CultureInfo.InvariantCulture,
        $"**{Median(ratio):F2}** ({Turns.Min(ratio):F2} to {Turns.Max(ratio):F2})");

    private double Median(Func<(MeasuredRun Git, MeasuredRun Ours), double> value) => Turns.Select(value).Order().ElementAt(Turns.Count / 2);

    private long Peak(Func<(MeasuredRun Git, MeasuredRun Ours), MeasuredRun> run) => Turns.Max(turn => run(turn).PeakMemory) / 1_000_000;
}
