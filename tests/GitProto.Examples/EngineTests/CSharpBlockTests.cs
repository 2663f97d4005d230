using GitProto.Examples.Running;
using NUnit.Framework;
using Shouldly;

namespace GitProto.Examples.EngineTests;

public sealed class CSharpBlockTests
{
    private const string Shows1 = "# Add numbers\n```csharp\nConsole.WriteLine(1);\n```\n```output\n1\n```\n";

    [Test]
    public async Task Output_as_shown_passes() => await Sample.RunPrintingAsync(Shows1, "1\n");

    [Test]
    public async Task Other_output_fails_with_the_line_the_code_the_difference_and_the_way_to_accept_it()
    {
        var failure = await Should.ThrowAsync<ExampleFailedException>(() => Sample.RunPrintingAsync(Shows1, "2\n"));
        failure.Message.ReplaceLineEndings("\n").TrimEnd().ShouldBe("""
            pages/sample.md:6  "Add numbers"  output differs

                  3 │ Console.WriteLine(1);

                  6   - 1
                      + 2

               accept  GITPROTO_ACCEPT=1 dotnet test tests/GitProto.Examples
            """.ReplaceLineEndings("\n"));
    }

    [Test]
    public async Task A_block_without_output_must_print_nothing()
    {
        const string Silent = "# A\n```csharp\nf();\n```\n";
        await Sample.RunPrintingAsync(Silent, "");
        var failure = await Should.ThrowAsync<ExampleFailedException>(() => Sample.RunPrintingAsync(Silent, "oops\n"));
        failure.Message.ShouldContain("+ oops");
    }

    [Test]
    public async Task A_block_that_leaves_early_fails_at_the_first_that_was_not_reached()
    {
        var failure = await Should.ThrowAsync<ExampleFailedException>(() => Sample.RunAsync(Shows1, _ => Task.CompletedTask));
        failure.Message.ShouldStartWith("pages/sample.md:3  \"Add numbers\"  was not reached");
    }

    [Test]
    public async Task An_exception_fails_unless_it_is_shown()
    {
        static Task Throw(ExampleRun run)
        {
            run.Begin(0);
            throw new InvalidOperationException("no");
        }

        var failure = await Should.ThrowAsync<ExampleFailedException>(() => Sample.RunAsync(Shows1, Throw));
        failure.Message.ShouldContain("InvalidOperationException: no");
        await Sample.RunAsync(Shows1.Replace("1\n```\n", "! InvalidOperationException: no\n```\n", StringComparison.Ordinal), Throw);
    }

    [Test, CancelAfter(30_000)]
    public async Task A_block_that_never_ends_fails_at_its_line()
    {
        var failure = await Should.ThrowAsync<ExampleFailedException>(() => Sample.RunAsync(Shows1, run =>
        {
            run.Begin(0);
            return Task.Delay(Timeout.Infinite);
        }, TimeSpan.FromMilliseconds(100)));
        failure.Message.ShouldStartWith("pages/sample.md:3  \"Add numbers\"  has been running for");
    }

    [Test]
    public async Task What_others_print_meanwhile_is_not_captured()
    {
        using var go = new SemaphoreSlim(0);
        using var done = new SemaphoreSlim(0);
        var other = Task.Run(async () =>
        {
            await go.WaitAsync();
            Console.WriteLine("from elsewhere");
            done.Release();
        });
        await Sample.RunAsync(Shows1, async run =>
        {
            run.Begin(0);
            go.Release();
            await done.WaitAsync();
            await Task.Run(() => Console.WriteLine(1));
            run.End(0);
        });
        await other;
    }
}
