using GitProto.Generators.Tests.Support;

namespace GitProto.Generators.Tests;

/// <summary>The examples of a spec as NUnit cases, for a project that asks for them.</summary>
public sealed class VectorTests
{
    private static readonly string Sample = Path.Combine(SpecFolder.Root, "tests", "GitProto.Generators.Tests", "samples", "Guestbook", "spec");

    /// <summary>What the targets add to such a project.</summary>
    private static string[] Runner =>
    [
        .. Directory.EnumerateFiles(Path.Combine(SpecFolder.Root, "generators", "GitProto.Generators", "vectors"), "*.cs").Select(File.ReadAllText),
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading.Tasks; global using NUnit.Framework;",
    ];

    [Test]
    public void No_case_is_written_unless_a_project_asks() =>
        new GeneratorRun("Guestbook", SpecFolder.Load(Sample), []).Sources.Keys.ShouldNotContain(name => name.StartsWith("vectors.", StringComparison.Ordinal));

    [Test]
    public void A_project_of_tests_gets_the_cases_alone() =>
        new GeneratorRun("Guestbook", SpecFolder.Load(Sample), [], "vectors").Sources.Keys.ShouldBe(
            ["vectors.messages.book.g.cs", "vectors.messages.signature.g.cs", "vectors.messages.thanks.g.cs", "vectors.messages.g.cs"], ignoreOrder: true);

    [Test]
    public void The_cases_compile_beside_the_types_of_another_protocol() =>
        new GeneratorRun("Guestbook", SpecFolder.Load(Sample), Runner, "types, vectors").Compile().ShouldBeEmpty();
}
