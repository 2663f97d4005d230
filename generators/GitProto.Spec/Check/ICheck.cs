namespace GitProto.Spec.Check;

internal interface ICheck
{
    void Run(SpecModel model, DiagnosticBag bag);
}
