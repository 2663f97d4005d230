using GitProto.Conformance.Cases;
using GitProto.Conformance.Cases.Hostile;
using GitProto.Conformance.Cases.Scripts;
using GitProto.Conformance.Rules;
using GitProto.Conformance.Running;
using GitProto.Conformance.Wire;

namespace GitProto.Conformance.Tests;

/// <summary>Every row of the catalogue of hostile inputs has a case, or a reason to have none.</summary>
public sealed class HostileRowTests
{
    [Test]
    public async Task Every_row_has_a_case_or_a_reason_to_have_none()
    {
        var repositories = (await SharedGround.GetAsync()).Repositories;
        var book = RowBook.Read(RowBook.Own);
        var table = File.ReadLines(Path.Join(AppContext.BaseDirectory, "hostile.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|')[1].Trim()).Where(row => row is [_, >= '0' and <= '9', ..]);

        HostileFaults.All(repositories).Select(fault => fault.Row!).Concat(ScriptBook.Cases().Select(one => one.Row).OfType<string>()).Concat(PathRows.All.Select(one => one.Row!)).Distinct().Concat(book.Shown.Keys).Concat(book.Without.Keys).Order().ShouldBe(table.Order());
    }

    [TestCase("without:\n  why: [W01]\n  also: [W01]\n", "twice")]
    [TestCase("shown:\n  W01: x/*\nwithout:\n  why: [W01]\n", "twice")]
    [TestCase("without: [", ".tmp(")]
    public void A_file_of_rows_that_says_nothing_clear_is_refused(string text, string said)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            Should.Throw<ConformanceException>(() => RowBook.Read(path)).Message.ShouldContain(said);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void A_row_that_has_a_case_and_a_reason_is_wrong_and_so_are_cases_that_are_not_there()
    {
        var book = new RowBook(new Dictionary<string, string> { ["W02"] = "no.such/*" }, new Dictionary<string, string> { ["W01"] = "why" });

        book.Problems([Hostile]).ShouldBe(["W01 has a case, and stands in hostile.yaml besides", "W02 is shown by 'no.such/*', and no case is that"]);
    }

    [TestCase("git", true)]
    [TestCase("git-2.47-http", true)]
    [TestCase("self", false)]
    [TestCase("self-http", false)]
    [TestCase("server", false)]
    [TestCase("client", false)]
    public void What_others_do_is_written_down_and_what_this_library_does_is_judged(string peer, bool isRecord)
    {
        var failed = new CaseResult(Hostile, peer, Direction.Server, Verdict.Fail("x"), TimeSpan.Zero, new WireLog());

        failed.IsExpected.ShouldBe(isRecord);
        (failed with { Verdict = new Verdict(Outcome.Error, "x") }).IsExpected.ShouldBeFalse();
    }

    private static Cases.Case Hostile { get; } = new OneCase();

    private sealed class OneCase() : Cases.Case("pkt-line.no-0003", "one", "It is hostile.", Direction.Either, "W01")
    {
        public override Task<Verdict> RunAsync(Bench bench, CancellationToken cancellationToken) => Task.FromResult(Verdict.Pass);
    }
}
