using GitProto.Spec.Examples;

namespace GitProto.Spec.Check;

/// <summary>GP6001 to GP6004 for messages.</summary>
internal sealed class MessageExampleCheck : ICheck
{
    public void Run(SpecModel model, DiagnosticBag bag)
    {
        var checker = new ExampleChecker(model.Message("error"), bag);
        foreach (var message in model.Messages)
            checker.Check(message);
    }
}
