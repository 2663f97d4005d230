using GitProto.Spec.Emit;

namespace GitProto.Spec.Tests.Emit;

/// <summary>The cases that are made of the examples; tests/GitProto.Protocol.Tests compiles and runs them.</summary>
public sealed class VectorsTests
{
    private static readonly SpecModel Model = Specs.Repository.Model;
    private static readonly IReadOnlyList<EmittedFile> Files = VectorsEmitter.Emit(Model, new EmitOptions());

    private static IEnumerable<SpecDefinition> Definitions => [.. Model.Messages, .. Model.Flows, Model.Errors!];

    [Test]
    public void Every_example_that_generated_code_can_read_is_a_case_at_both_widths()
    {
        var cases = Files.Sum(file => file.Text.Split("[NUnit.Framework.TestCase(ObjectFormat.").Length - 1);
        cases.ShouldBe(2 * Definitions.Sum(definition => definition.Examples.Count));
        cases.ShouldBeGreaterThan(300);
    }

    [Test]
    public void A_case_states_the_value_or_the_failure_of_its_example()
    {
        var request = Files.Single(file => file.Name == "vectors.messages.upload-request.g.cs").Text;
        request.ShouldContain(".DecodesAsync(Message, \"\"\"{ \"capabilities\": [\"deepen-since\", \"deepen-not\", \"agent=git/2.39.5\"], \"want\": [\"@a1\"], \"depth\": [{ \"deepen-not\": \"topic\" }] }\"\"\");");
        request.ShouldContain(".FailsAsync(Message, 3, \"too-many\");");
    }

    [Test]
    public void Only_transports_are_left_to_the_loader() =>
        Model.All.Where(one => one.Examples.Count > 0).Except(Definitions).ShouldAllBe(one => one.Kind == SpecKind.Transport);
}
