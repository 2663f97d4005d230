namespace GitProto.Spec.Check;

/// <summary>GP6005: an example that does not say all it must, or too much.</summary>
internal sealed class ExampleFormCheck : ICheck
{
    public void Run(SpecModel model, DiagnosticBag bag)
    {
        foreach (var definition in model.All)
        {
            foreach (var example in definition.Examples)
                Check(definition, example, bag);
        }
    }

    private static void Check(SpecDefinition definition, ExampleSpec example, DiagnosticBag bag)
    {
        var hasPackets = definition is MessageSpec or FlowSpec;
        if (hasPackets ? example.Packets.Count == 0 : example.Text is null)
            bag.Add("GP6005", $"the example '{example.Name}' has no '{(hasPackets ? "pkt" : "text")}'", example.Span);
        if (example.Value is not null && example.Fails is not null)
            bag.Add("GP6005", $"the example '{example.Name}' has a value and fails; it can only do one", example.Span, example.Fails.Span);
        if (example.Captured is not null && example.Invented is not null)
            bag.Add("GP6005", $"the example '{example.Name}' cannot be both captured and invented", example.Span);
    }
}
