using GitProto.Conformance.Peers;
using GitProto.Conformance.Running;

namespace GitProto.Conformance.Tests;

/// <summary>How the tests of a project run the suite, as <c>conformance/README.md</c> shows it.</summary>
[CancelAfter(600_000)]
public sealed class ReadmeTests
{
    [Test]
    public async Task What_the_README_shows_judges_a_server_that_runs(CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("gitproto-readme-").FullName;
        try
        {
            await using var server = await new SelfServer().StartAsync((await SharedGround.GetAsync()).Repositories, Path.Join(directory, "served"), cancellationToken);
            var url = server.Address.Url("");

            using var ground = await SuiteGround.MakeAsync(cancellationToken);
            var suite = new Suite(new SuiteOptions { Server = url, Quick = true }, TestContext.Out) { Ground = ground };
            Assert.That(await suite.RunAsync(cancellationToken), Is.EqualTo(SuiteExit.AsExpected));

            suite.Results.Count(result => result.Verdict.Outcome == Cases.Outcome.Pass).ShouldBeGreaterThan(20);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Test]
    public void The_README_shows_what_runs_here()
    {
        var readme = File.ReadAllText(Path.Join(TestContext.CurrentContext.TestDirectory, "README.md"));
        var shown = readme.Split("```csharp\n")[1].Split("```")[0].Replace("\"git://127.0.0.1:9418/\"", "url", StringComparison.Ordinal);
        var run = string.Join('\n', File.ReadLines(Path.Join(TestContext.CurrentContext.TestDirectory, $"{nameof(ReadmeTests)}.cs")).Select(line => line.Trim()));

        run.ShouldContain(shown.Trim(), Case.Sensitive);
    }
}
