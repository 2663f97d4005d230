using GitProto.Examples.Running;
using NUnit.Framework;
using Shouldly;

namespace GitProto.Examples.EngineTests;

public sealed class PageCheckTests
{
    [Test]
    public void A_page_with_no_block_that_runs_fails() =>
        PageCheck.Problem(Sample.Page("# A\n<!-- not run: why -->\n```console\n$ true\n```\n")).ShouldBe("pages/sample.md:1: no block of this page runs");

    [Test]
    public void A_block_that_does_not_run_needs_a_reason() =>
        PageCheck.Problem(Sample.Page("<!-- not run: -->\n```console\n$ true\n```\n```console\n$ true\n```\n"))
            .ShouldBe("pages/sample.md:2: not run, but no reason is given");

    [Test]
    public void Blocks_that_do_not_run_are_counted_with_their_reasons() =>
        PageCheck.NotRun(Sample.Page("<!-- not run: too slow -->\n```console\n$ true\n```\n```console\n$ true\n```\n")).ReplaceLineEndings("\n")
            .ShouldBe("pages/sample.md: 1 blocks run, 1 not run\n  line 2: too slow\n");

    [Test]
    public void Every_page_of_the_folder_is_a_fixture()
    {
        var fixtures = typeof(PageCheck).Assembly.GetTypes().Where(type => type.Namespace == "ExamplePages" && !type.IsNested).Select(type => type.Name);
        var folder = Path.Combine(Checkout.Root, "tests", "GitProto.Examples", "pages");
        var pages = Directory.GetFiles(folder, "*.md", SearchOption.AllDirectories).Select(file => "/pages/" + Path.GetRelativePath(folder, file));
        fixtures.ShouldBe(pages.Append("README.md").Select(Generator.Emit.Names.Fixture), ignoreOrder: true);
    }
}
