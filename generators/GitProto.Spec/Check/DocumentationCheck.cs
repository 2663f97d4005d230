using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Check;

/// <summary>GP1010: a definition without doc or source, a state without doc, a line with a field but nothing said of it.</summary>
internal sealed class DocumentationCheck : ICheck
{
    public void Run(SpecModel model, DiagnosticBag bag)
    {
        foreach (var definition in model.All)
        {
            if (definition.Doc.Trim().Length == 0)
                bag.Add("GP1010", $"'{definition.Id}' has no 'doc': one or two sentences on what it is", definition.Span);
            if (definition.Source.Trim().Length == 0)
                bag.Add("GP1010", $"'{definition.Id}' has no 'source': where the rule stands", definition.Span);
            foreach (var line in Lines(definition).Where(line => line.Doc.Length == 0 && line.Pattern.AllFields.Count > 0))
                bag.Add("GP1010", $"the line '{line.Name}' has a field, but no ' -- ' with words on what it means", line.Span);
        }
        foreach (var state in model.Flows.SelectMany(flow => flow.States).Where(state => !state.IsEnd && state.Doc.Trim().Length == 0))
            bag.Add("GP1010", $"the state '{state.Name}' has no 'doc'", state.Span);
    }

    private static IEnumerable<LineSpec> Lines(SpecDefinition definition) => definition switch
    {
        MessageSpec message => message.Lines,
        ErrorsSpec errors => errors.Lines,
        TransportSpec transport => transport.Lines,
        _ => [],
    };
}
