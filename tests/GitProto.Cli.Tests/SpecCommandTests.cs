namespace GitProto.Cli.Tests;

public sealed class SpecCommandTests
{
    [Test]
    public void The_spec_of_this_repository_is_sound() => Run.Tool(Run.Root, "spec", "check").ShouldSatisfyAllConditions(
        outcome => outcome.Code.ShouldBe(0, outcome.Output),
        outcome => outcome.Output.ShouldBe(""));

    [Test]
    public void A_problem_is_told_with_its_place_and_ends_in_1()
    {
        var place = Directory.CreateTempSubdirectory("gitproto-spec-");
        try
        {
            File.WriteAllText(Path.Join(place.FullName, "odd.yaml"), "message: odd\nnonsense: 1\n");
            var outcome = Run.Tool(place.FullName, "spec", "check", ".");
            outcome.Code.ShouldBe(1);
            outcome.Output.ShouldMatch(@"(?m)^\./odd\.yaml\(2,1\): error GP\d{4}: ");
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    [Test]
    public void A_check_that_finds_no_file_is_not_a_spec_without_problems()
    {
        var place = Directory.CreateTempSubdirectory("gitproto-spec-");
        try
        {
            var outcome = Run.Tool(Run.Root, "spec", "check", place.FullName);
            outcome.Code.ShouldBe(2);
            outcome.Error.ShouldContain("there is no file *.yaml in");
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    [Test]
    public void Schema_writes_the_schemas_that_are_committed()
    {
        var place = Directory.CreateTempSubdirectory("gitproto-schema-");
        try
        {
            Run.Tool(place.FullName, "spec", "schema", "new").Code.ShouldBe(0);
            var committed = Path.Join(Run.Root, "spec", "schema");
            var written = Directory.GetFiles(Path.Join(place.FullName, "new")).Order(StringComparer.Ordinal).ToArray();
            written.Select(path => Path.GetFileName(path)).ShouldBe(Directory.GetFiles(committed).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
            foreach (var path in written)
                File.ReadAllText(path).ShouldBe(File.ReadAllText(Path.Join(committed, Path.GetFileName(path))));
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    [TestCase("spec")]
    [TestCase("spec", "check", "no-such-directory")]
    [TestCase("spec", "check", "--nonsense")]
    [TestCase("spec", "explain")]
    [TestCase("spec", "explain", "filter", "--spec", "no-such-directory")]
    [TestCase("spec", "explain", "filter", "fetch")]
    [TestCase("spec", "schema", "a", "b")]
    public void Arguments_without_sense_end_in_2(params string[] arguments) => Run.Tool(Run.Root, arguments).Code.ShouldBe(2);
}
