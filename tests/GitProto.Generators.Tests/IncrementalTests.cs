using GitProto.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace GitProto.Generators.Tests;

/// <summary>What an edit makes the generator do again.</summary>
public sealed class IncrementalTests
{
    private static string Advertisement => SpecFolder.Files.Single(file => file.Path.EndsWith("advertisement.yaml", StringComparison.Ordinal) && !file.Path.Contains("v2", StringComparison.Ordinal)).Path;

    [Test]
    public void A_comment_in_one_file_leaves_every_output_cached()
    {
        var run = new GeneratorRun(SpecFolder.Files);
        run.Edit(Advertisement, text => "# a comment\n" + text);
        run.Reasons(StepNames.Canonical).ShouldAllBe(reason => reason == IncrementalStepRunReason.Unchanged || reason == IncrementalStepRunReason.Cached);
        run.Reasons(StepNames.Emit).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached);
        run.OutputReasons.ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged);
    }

    [Test]
    public void A_change_of_one_line_changes_the_files_that_speak_of_it_and_no_other()
    {
        var run = new GeneratorRun(SpecFolder.Files);
        var before = run.Sources;
        run.Edit(Advertisement, text => text.Replace("history of the server stops here", "the history of the server stops here", StringComparison.Ordinal));
        var changed = run.Sources.Where(pair => before[pair.Key] != pair.Value).Select(pair => pair.Key);
        changed.ShouldBe(["messages.advertisement.g.cs"]);
        run.Reasons(StepNames.Emit).Count(reason => reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New).ShouldBe(1);
    }

    [Test]
    public void An_unrelated_edit_of_the_program_runs_nothing_again()
    {
        var run = new GeneratorRun(SpecFolder.Files);
        run.AddCode("internal class Unrelated;");
        foreach (var step in new[] { StepNames.Read, StepNames.Canonical, StepNames.Emit })
            run.Reasons(step).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged, step);
        run.OutputReasons.ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached);
    }

    [Test, SetCulture("tr-TR")]
    public void Another_culture_changes_no_byte()
    {
        var turkish = new GeneratorRun(SpecFolder.Files).Sources;
        Thread.CurrentThread.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture;
        new GeneratorRun(SpecFolder.Files).Sources.ShouldBe(turkish);
    }
}
