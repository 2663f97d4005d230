using GitProto.Generators.Tests.Support;

namespace GitProto.Generators.Tests;

/// <summary>The C# of a small protocol is kept, so that a change of the generator shows as a change of code that people read.</summary>
public sealed class GoldenTests
{
    private static readonly string Sample = Path.Combine(SpecFolder.Root, "tests", "GitProto.Generators.Tests", "samples", "Guestbook");

    private static readonly string Golden = Path.Combine(Sample, "golden");

    private static bool Accept => Environment.GetEnvironmentVariable("GITPROTO_ACCEPT") is "1" or "true";

    [Test]
    public void The_code_of_the_guestbook_is_the_one_that_was_read()
    {
        var run = Generate();
        run.Result.Diagnostics.ShouldBeEmpty();
        if (Accept)
            Write(run.Sources);
        const string how = "the generated code differs from samples/Guestbook/golden; read it, then accept by GITPROTO_ACCEPT=1 dotnet test tests/GitProto.Generators.Tests --filter Golden";
        Directory.EnumerateFiles(Golden).Select(path => Path.GetFileName(path)).ShouldBe(run.Sources.Keys, ignoreOrder: true, how);
        foreach (var (name, text) in run.Sources)
            text.ShouldBe(File.ReadAllText(Path.Combine(Golden, name)), $"{name}: {how}");
    }

    [Test]
    public void It_compiles() => Generate().Compile().ShouldBeEmpty();

    private static GeneratorRun Generate() => new("Guestbook", SpecFolder.Load(Path.Combine(Sample, "spec")), []);

    private static void Write(IReadOnlyDictionary<string, string> sources)
    {
        Directory.CreateDirectory(Golden);
        foreach (var old in Directory.EnumerateFiles(Golden))
            File.Delete(old);
        foreach (var (name, text) in sources)
            File.WriteAllText(Path.Combine(Golden, name), text);
    }
}
