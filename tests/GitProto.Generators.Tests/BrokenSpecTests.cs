using GitProto.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace GitProto.Generators.Tests;

/// <summary>What the compiler shows of a broken spec file.</summary>
public sealed class BrokenSpecTests
{
    [Test]
    public void An_unknown_name_is_reported_at_its_line_and_column()
    {
        var file = ("spec/messages/greeting.yaml", """
            message: greeting
            doc: Says hello.
            source: none
            from: client
            body: [helo, flush]
            lines:
              hello: hello <word> -- who
            """);
        var run = new GeneratorRun([file]);
        var diagnostic = run.Result.Diagnostics.First(one => one.Id.StartsWith("GP2", StringComparison.Ordinal));
        diagnostic.Severity.ShouldBe(DiagnosticSeverity.Error);
        var span = diagnostic.Location.GetLineSpan();
        (span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1).ShouldBe(("spec/messages/greeting.yaml", 5, 8));
        diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).ShouldContain("hello");
    }

    [Test]
    public void A_broken_file_leaves_the_types_of_the_others()
    {
        var broken = SpecFolder.Files.Select(file => file.Path.EndsWith("archive-answer.yaml", StringComparison.Ordinal) ? (file.Path, "message: archive-answer\nbody: [") : file);
        var run = new GeneratorRun(broken);
        run.Result.Diagnostics.ShouldNotBeEmpty();
        run.Sources.Keys.ShouldContain("messages.fetch-request.g.cs");
        run.Sources.Keys.ShouldContain("flows.upload-pack-v2.g.cs");
    }
}
