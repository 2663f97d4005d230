using GitProto.Conformance.Cases;
using GitProto.Conformance.Running;
using GitProto.Tests;

namespace GitProto.Conformance.Tests;

/// <summary>The libraries of <c>peers.yaml</c>. Where one is not installed it is left out, but never in CI.</summary>
[CancelAfter(900_000)]
public sealed class LibraryPeersTests
{
    [TestCase("dulwich")]
    [TestCase("libgit2")]
    [TestCase("jgit")]
    [TestCase("go-git")]
    public async Task A_library_does_what_is_expected(string name, CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        var suite = new Suite(new SuiteOptions { Patterns = CaseChoice.WithoutFaults, Peers = [name], RequireAll = true }, output) { Ground = await SharedGround.GetAsync() };

        var code = await suite.RunAsync(cancellationToken);

        await TestContext.Out.WriteLineAsync(output.ToString());
        if (output.ToString().Contains($"{name}: left out", StringComparison.Ordinal))
            Counterpart.Lack(output.ToString());
        code.ShouldBe(SuiteExit.AsExpected, output.ToString());
        suite.Results.Count(result => result.Verdict.Outcome == Outcome.Pass).ShouldBeGreaterThan(10);
    }
}
