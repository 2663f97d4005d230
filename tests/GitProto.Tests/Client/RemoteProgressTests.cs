using GitProto.Client;

namespace GitProto.Tests;

public sealed class RemoteProgressTests
{
    [TestCase("Enumerating objects: 5, done.", GitPhase.Enumerating, 5, null, true)]
    [TestCase("Counting objects:  50% (3/6)", GitPhase.Counting, 3, 6L, false)]
    [TestCase("Compressing objects: 100% (6/6), done.", GitPhase.Compressing, 6, 6L, true)]
    [TestCase("Resolving deltas:   0% (0/12)", GitPhase.Resolving, 0, 12L, false)]
    [TestCase("Generating keys:  50% (1/2)", GitPhase.Other, 1, 2L, false)]
    public void What_gits_servers_print_is_read(string text, GitPhase phase, long done, long? total, bool isDone)
    {
        RemoteProgress.TryParse(new RemoteLine(text, false), out var progress).ShouldBeTrue();

        (progress!.Phase, progress.Done, progress.Total, progress.IsDone, progress.IsRemote).ShouldBe((phase, done, total, isDone, true));
    }

    [TestCase("Total 5 (delta 0), reused 0 (delta 0), pack-reused 0")]
    [TestCase("Welcome: friend")]
    [TestCase("x: 50% (3/6")]
    [TestCase("x: 50% (a/6)")]
    [TestCase("x: (1/2)")]
    [TestCase("x: 99999999999999999999")]
    [TestCase("x: -1")]
    [TestCase(": 5")]
    [TestCase("x: )/(")]
    [TestCase("")]
    [Category("hostile")]
    public void M05_Anything_else_is_no_progress_and_no_error(string text) => RemoteProgress.TryParse(new RemoteLine(text, false), out _).ShouldBeFalse();

    [Test]
    public void The_fraction_stays_between_0_and_1()
    {
        new GitProgress { Phase = GitPhase.Other, Done = 7, Total = 5 }.Fraction.ShouldBe(1);
        new GitProgress { Phase = GitPhase.Other, Done = 7 }.Fraction.ShouldBeNull();
        new GitProgress { Phase = GitPhase.Other, Done = 7, Total = 0 }.Fraction.ShouldBeNull();
    }
}
