using System.Linq;
using GitProto.Spec.Examples;

namespace GitProto.Spec.Check;

/// <summary>GP6001 and GP6004 for flows: whole conversations go through the states.</summary>
internal sealed class FlowExampleCheck : ICheck
{
    private static readonly int[] Widths = [40, 64];

    public void Run(SpecModel model, DiagnosticBag bag)
    {
        foreach (var flow in model.Flows.Where(flow => flow.States.Count > 0))
        {
            foreach (var example in flow.Examples.Where(one => one.Packets.Count > 0))
                _ = Widths.All(width => Check(flow, example, model, width, bag));
        }
    }

    private static bool Check(FlowSpec flow, ExampleSpec example, SpecModel model, int hexWidth, DiagnosticBag bag)
    {
        try
        {
            var runner = new FlowRunner(flow, example, model, hexWidth);
            runner.Run();
            return example.Fails is not { } fails || Report.Decoded(example, fails, Node.Flag, bag);
        }
        catch (DecodeFailure failure)
        {
            return Report.Failed(example, failure, bag);
        }
    }
}
