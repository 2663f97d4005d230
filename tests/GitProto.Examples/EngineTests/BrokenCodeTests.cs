using GitProto.Examples.Running;
using NUnit.Framework;
using Shouldly;

namespace GitProto.Examples.EngineTests;

public sealed class BrokenCodeTests
{
    private const string Broken = "# A\n```csharp\nvar one = 1;\n```\n<!-- does not compile -->\n```csharp\none.Two();\n```\n```output\n! CS1061: 'int' ...\n```\n";

    [Test]
    public async Task What_the_compiler_says_is_the_output() => await RunAsync(Broken);

    [Test]
    public async Task Other_words_of_the_compiler_fail() =>
        (await Should.ThrowAsync<ExampleFailedException>(() => RunAsync(Broken.Replace("'int'", "'long'", StringComparison.Ordinal)))).Message.ShouldContain("+ ! CS1061: 'int'");

    [Test]
    public async Task A_block_that_compiles_fails() =>
        (await Should.ThrowAsync<ExampleFailedException>(() => RunAsync(Broken.Replace("one.Two()", "one++", StringComparison.Ordinal)))).Message.ShouldContain("pages/sample.md:7  \"A\"  compiles");

    private static Task RunAsync(string text) => Sample.RunAsync(text, run =>
    {
        run.Begin(0);
        run.End(0);
        run.DoesNotCompile(1);
        return Task.CompletedTask;
    });
}
