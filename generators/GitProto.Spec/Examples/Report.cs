using System.Linq;

namespace GitProto.Spec.Examples;

/// <summary>Compares how an example failed with how it should.</summary>
internal static class Report
{
    public static bool Decoded(ExampleSpec example, ExampleFailure fails, Node decoded, DiagnosticBag bag)
    {
        bag.Add("GP6004", $"the example should fail, but decodes to {decoded}", fails.Span);
        return false;
    }

    public static bool Failed(ExampleSpec example, DecodeFailure failure, DiagnosticBag bag)
    {
        if (example.Fails is not { } fails)
        {
            var packet = example.Packets.FirstOrDefault(one => one.Line == failure.Line);
            bag.Add("GP6001", $"the example does not decode: line {failure.Line}, {failure.Kind}; expected {failure.Expected}", packet?.Span ?? example.Span);
            return false;
        }
        if (fails.Line == failure.Line && (fails.Kind == failure.Kind || fails.Kind == Failures.Any))
            return true;
        bag.Add("GP6004", $"the example fails otherwise: line {failure.Line}, {failure.Kind}; expected {failure.Expected}", fails.Span);
        return false;
    }
}
