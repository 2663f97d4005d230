using GitProto.Conformance.Cases;
using GitProto.Conformance.Running;

namespace GitProto.Conformance.Tests;

/// <summary>The libraries of <c>peers.yaml</c>: all of them have to be there.</summary>
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
        var suite = new Suite(new SuiteOptions { Quick = true, Peers = [name], RequireAll = true }, output);

        var code = await suite.RunAsync(cancellationToken);

        await TestContext.Out.WriteLineAsync(output.ToString());
        code.ShouldBe(SuiteExit.AsExpected, output.ToString());
        suite.Results.Count(result => result.Verdict.Outcome == Outcome.Pass).ShouldBeGreaterThan(10);
    }
}
