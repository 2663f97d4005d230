using GitProto.Examples.Generator.Markdown;
using NUnit.Framework;
using Shouldly;

namespace GitProto.Examples.EngineTests;

public sealed class PageReaderTests
{
    [Test]
    public void Blocks_stand_under_their_heading_with_their_lines()
    {
        var page = Sample.Page("# One\n\n```csharp\nvar a = 1;\n```\n```output\n1\n```\n## Two\n```console\n$ git version\n```\n");
        page.Sections.Select(section => section.Title).ShouldBe(["sample.md", "One", "Two"]);
        var block = page.Sections[1].Blocks.ShouldHaveSingleItem();
        (block.Kind, block.Code.Line, block.Output!.Line).ShouldBe((BlockKind.CSharp, 3, 6));
        page.Sections[2].Blocks.ShouldHaveSingleItem().Code.Lines.ShouldBe(["$ git version"]);
    }

    [Test]
    public void A_hash_within_a_block_is_no_heading() =>
        Sample.Page("# One\n```csharp\n# region\n```\n").Sections.Count.ShouldBe(2);

    [Test]
    public void Other_languages_are_prose() => Sample.Page("```yaml\na: 1\n```\n").Blocks.ShouldBeEmpty();

    [TestCase("<!-- not run: no network -->", "no network", null, false)]
    [TestCase("<!-- limit: 60 s -->", null, 60, false)]
    [TestCase("<!-- in: checkout -->", null, null, true)]
    [TestCase("<!-- anything else -->", null, null, false)]
    public void A_comment_above_a_block_is_about_that_block(string comment, string? notRun, int? limit, bool inCheckout)
    {
        var page = Sample.Page($"{comment}\n\n```console\n$ true\n```\n```console\n$ true\n```\n");
        page.Blocks.Select(block => block.Directives).ShouldBe([new Directives(notRun, limit, inCheckout), Directives.None]);
    }

    [Test]
    public void A_comment_with_prose_after_it_is_about_nothing() =>
        Sample.Page("<!-- not run: why -->\nText\n```console\n$ true\n```\n").Blocks.ShouldHaveSingleItem().Runs.ShouldBeTrue();

    [Test]
    public void A_heading_that_continues_runs_what_stood_before()
    {
        var page = Sample.Page("# A\n```csharp\n1\n```\n# B\n```csharp\n2\n```\n## C\n<!-- continues -->\n```csharp\n3\n```\n");
        page.BlocksOf(3).Select(block => block.Code.Lines[0]).ShouldBe(["2", "3"]);
    }

    [Test]
    public void A_block_without_end_is_a_problem() => Sample.Page("Text\n```csharp\n1\n").Problems.ShouldBe(["2: the block that begins here does not end"]);

    [Test]
    public void An_output_that_belongs_to_no_code_is_a_problem() =>
        Sample.Page("```output\n1\n```\n").Problems.ShouldBe(["1: this output belongs to no block of C#"]);
}
