using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The message that may stand in place of any text, and the names of known refusals.</summary>
internal static class ErrorsEmitter
{
    public static string Emit(SpecModel model, EmitOptions options)
    {
        var code = SourceFile.Begin(options, model.Errors is { } one ? one.Id : "messages/error");
        code.Open("internal static class ErrorNames");
        TryReadError(code, model);
        Find(code.Blank(), model.Errors);
        code.Close();
        return code.ToString();
    }

    private static void TryReadError(CodeWriter code, SpecModel model)
    {
        code.Open("public static bool TryReadError(ReadOnlySpan<byte> line, WireContext context, out ByteString text)");
        code.Line("text = default;");
        if (model.Message("error")?.Lines.FirstOrDefault(line => PatternFields.Of(line.Pattern).Count == 1) is { } error)
        {
            var field = PatternFields.Of(error.Pattern)[0];
            code.Line("ReadError ignored = default;");
            code.Line($"if (!{Names.View(error)}.TryRead(line, context, ref ignored, out var view))").Indented("return false;");
            code.Line($"text = new ByteString(view.{field.Name});").Line("return true;");
        }
        else
        {
            code.Line("return false;");
        }
        code.Close();
    }

    private static void Find(CodeWriter code, ErrorsSpec? errors)
    {
        code.Open("public static string? Find(ReadOnlySpan<byte> packet)");
        foreach (var line in errors?.Lines ?? [])
            code.Line($"if ({Naming.Pascal(line.Name)}(packet))").Indented($"return {Literals.Text(line.Name)};");
        code.Line("return null;").Close();
        foreach (var line in errors?.Lines ?? [])
        {
            code.Blank().Open($"private static bool {Naming.Pascal(line.Name)}(ReadOnlySpan<byte> line)");
            code.Line("ReadError error = default;");
            if (PatternReader.NeedsContext(line.Pattern))
                code.Line("var context = new WireContext { ChecksGates = false };");
            new PatternReader(code, line.Pattern, "0").Emit(line.Pattern, false);
            code.Line("return true;").Close();
        }
    }
}
