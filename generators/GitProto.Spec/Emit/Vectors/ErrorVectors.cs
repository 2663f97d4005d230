using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The fixture of the texts of refusals: each has the name that its example states.</summary>
internal static class ErrorVectors
{
    public static string Emit(ErrorsSpec errors, EmitOptions options)
    {
        var code = SourceFile.Begin(options, errors.Id);
        VectorsEmitter.Open(code, errors, "");
        foreach (var example in errors.Examples.Where(one => one.Text is not null && one.Fails is null))
        {
            VectorsEmitter.Case(code, example);
            code.Indented("new GitProto.Vectors.Vector(ProtocolSpec.Instance, format, 0)");
            code.Indented($"    .Data(Role.Server, {VectorPackets.Text(example.Text!)})");
            code.Indented($"    .IsRefusal({Literals.Text(example.Value!.Entries![0].Key)});");
        }
        code.Close();
        return code.ToString();
    }
}
