using GitProto.Conformance.Peers;

namespace GitProto.Conformance.Tests;

/// <summary>A run that is killed leaves nothing that runs, and the next one nothing at all.</summary>
[CancelAfter(300_000)]
public sealed class KilledRunTests
{
    [TestCase("git", "git-daemon\0")]
    [TestCase("git-ssh", "/sshd\0")]
    public async Task What_a_killed_run_has_started_ends_with_it_and_what_it_has_written_goes_with_the_next(string peer, string program, CancellationToken cancellationToken)
    {
        var temporary = Directory.CreateTempSubdirectory("gitproto-killed-").FullName;
        try
        {
            using (var run = new SuiteProcess(temporary, "--peer", peer, "--direction", "server", "--jobs", "2"))
            {
                await SuiteProcess.UntilAsync($"{program} runs", () => Task.FromResult(SuiteProcess.Naming(temporary).Any(line => line.Contains(program, StringComparison.Ordinal))), cancellationToken);
                await run.KillAsync(cancellationToken);
            }
            await SuiteProcess.UntilAsync("nothing runs", () => Task.FromResult(SuiteProcess.Naming(temporary).Count == 0), cancellationToken);
            Directory.EnumerateDirectories(temporary, "gitproto-conformance-*").Count().ShouldBe(1);

            using var next = new SuiteProcess(temporary, "advertisement.head-first/list-v2", "--peer", "git", "--require-all");

            (await next.ExitAsync(cancellationToken)).ShouldBe(0, await next.Output);
            Directory.EnumerateDirectories(temporary, "gitproto-conformance-*").ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    [Test]
    public async Task What_a_run_has_started_ends_too_where_all_its_group_is_ended(CancellationToken cancellationToken)
    {
        const string Program = "sleep\0310.25\0";
        using var guarded = Programs.Start(new ProgramCall("sleep", "310.25"));
        await SuiteProcess.UntilAsync("it runs", () => Task.FromResult(SuiteProcess.Naming(Program).Any(line => line.StartsWith(Program, StringComparison.Ordinal))), cancellationToken);

        (await Programs.RunAsync(new ProgramCall("kill", "-TERM", guarded.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), cancellationToken)).ExitCode.ShouldBe(0);

        await SuiteProcess.UntilAsync("nothing runs", () => Task.FromResult(!SuiteProcess.Naming(Program).Any(line => line.StartsWith(Program, StringComparison.Ordinal))), cancellationToken);
        await guarded.WaitForExitAsync(cancellationToken);
    }

    [Test]
    public async Task A_run_that_is_asked_to_keep_its_directory_has_it_kept_by_the_next(CancellationToken cancellationToken)
    {
        var temporary = Directory.CreateTempSubdirectory("gitproto-kept-").FullName;
        try
        {
            foreach (var arguments in new string[][] { ["--keep"], [] })
            {
                using var run = new SuiteProcess(temporary, ["advertisement.head-first/list-v2", "--peer", "self", .. arguments]);
                (await run.ExitAsync(cancellationToken)).ShouldBe(0, await run.Output);
            }

            Directory.EnumerateDirectories(temporary, "gitproto-conformance-*").ShouldHaveSingleItem();
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }
}
