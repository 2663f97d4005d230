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
        run.Reasons(StepNames.Read).ShouldContain(IncrementalStepRunReason.Modified);
        run.Reasons(StepNames.Canonical).Count(reason => reason == IncrementalStepRunReason.Unchanged).ShouldBe(1);
        run.Reasons(StepNames.Canonical).Count(reason => reason == IncrementalStepRunReason.Cached).ShouldBe(SpecFolder.Files.Count - 1);
        run.Reasons(StepNames.Emit).ShouldBe(Enumerable.Repeat(IncrementalStepRunReason.Cached, run.Sources.Count));
        run.OutputReasons.ShouldBe(Enumerable.Repeat(IncrementalStepRunReason.Cached, run.Sources.Count));
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
        run.Reasons(StepNames.Read).ShouldBe(Enumerable.Repeat(IncrementalStepRunReason.Cached, SpecFolder.Files.Count));
        run.Reasons(StepNames.Canonical).ShouldBe(Enumerable.Repeat(IncrementalStepRunReason.Cached, SpecFolder.Files.Count));
        run.Reasons(StepNames.Emit).ShouldBe(Enumerable.Repeat(IncrementalStepRunReason.Cached, run.Sources.Count));
        run.OutputReasons.ShouldBe(Enumerable.Repeat(IncrementalStepRunReason.Cached, run.Sources.Count));
    }

    [Test]
    public void What_the_steps_hand_on_is_compared_by_value_and_holds_no_part_of_the_compiler()
    {
        var broken = SpecFolder.Files.Select(file => (file.Path, file.Text.Replace("from: client", "from: clint", StringComparison.Ordinal))).ToList();
        var (first, second) = (new GeneratorRun(broken), new GeneratorRun(broken));
        foreach (var step in new[] { StepNames.Read, StepNames.Canonical, StepNames.Options, StepNames.Emit, StepNames.Check })
        {
            var values = first.Outputs(step).Select(output => output.Value).ToList();
            values.ShouldNotBeEmpty(step);
            values.ShouldBe(second.Outputs(step).Select(output => output.Value), step);
            values.SelectMany(value => value.GetType().GetProperties()).Select(property => property.PropertyType.Assembly)
                .ShouldAllBe(assembly => !assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal), step);
        }
    }

    [Test]
    public void The_generator_touches_no_file()
    {
        foreach (var assembly in new[] { typeof(SpecGenerator).Assembly, typeof(GitProto.Spec.SpecLoader).Assembly })
            ReferencedTypes.Of(assembly).Where(type => ReferencedTypes.ReachOutside.Contains(type)).ShouldBeEmpty(assembly.GetName().Name);
        ReferencedTypes.Of(typeof(IncrementalTests).Assembly).ShouldContain("System.IO.File");
    }

    [Test, SetCulture("tr-TR")]
    public void Another_culture_changes_no_byte()
    {
        var turkish = new GeneratorRun(SpecFolder.Files).Sources;
        Thread.CurrentThread.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture;
        new GeneratorRun(SpecFolder.Files).Sources.ShouldBe(turkish);
    }
}
