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

    [TestCase("spec")]
    [TestCase("spec", "check", "no-such-directory")]
    [TestCase("spec", "check", "--nonsense")]
    public void Arguments_without_sense_end_in_2(params string[] arguments) => Run.Tool(Run.Root, arguments).Code.ShouldBe(2);
}
