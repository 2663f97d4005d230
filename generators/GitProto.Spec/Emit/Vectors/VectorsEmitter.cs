using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>Writes each example of a spec as an NUnit case against the generated code.</summary>
public static class VectorsEmitter
{
    /// <summary>Emits one fixture for each spec file with examples that generated code can read.</summary>
    /// <param name="model">The checked spec.</param>
    /// <param name="options">The namespace of the code under test; the fixtures stand in it too.</param>
    public static IReadOnlyList<EmittedFile> Emit(SpecModel model, EmitOptions options)
    {
        FactTable.Use(model);
        var files = new List<EmittedFile>();
        foreach (var message in model.Messages.Where(one => one.Examples.Count > 0))
            files.Add(File("messages", message, MessageVectors.Emit(message, model, options)));
        files.Add(new EmittedFile("vectors.messages.g.cs", Registry(model, options)));
        foreach (var flow in model.Flows.Where(one => one.Examples.Count > 0))
            files.Add(File("flows", flow, FlowVectors.Emit(flow, options)));
        if (model.Errors is { Examples.Count: > 0 } errors)
            files.Add(File("errors", errors, ErrorVectors.Emit(errors, options)));
        return files;
    }

    /// <summary>Opens a fixture.</summary>
    internal static void Open(CodeWriter code, SpecDefinition definition, string folder)
    {
        code.Line($"/// <summary>The examples of {folder}{definition.Id}, run against the generated code.</summary>");
        code.Line("[NUnit.Framework.TestFixture]");
        code.Open($"public sealed class {Naming.Pascal(definition.Id)}{(definition.Kind == SpecKind.Flow ? "Flow" : "")}Vectors");
    }

    /// <summary>Opens the case of an example, at each width of ids.</summary>
    internal static CodeWriter Case(CodeWriter code, ExampleSpec example)
    {
        code.Blank().Line($"/// <summary>{Xml.Escape(Origin(example))}</summary>");
        code.Line("[NUnit.Framework.TestCase(ObjectFormat.Sha1)]").Line("[NUnit.Framework.TestCase(ObjectFormat.Sha256)]");
        return code.Line($"public Task {Naming.Pascal(example.Name)}(ObjectFormat format) =>");
    }

    /// <summary>All messages by the names of their types, for tests that read what was recorded.</summary>
    private static string Registry(SpecModel model, EmitOptions options)
    {
        var code = SourceFile.Begin(options, "messages/*");
        code.Summary("How each message is read and written, by the name of its type.").Open("internal static class MessageVectors");
        code.Open("public static IReadOnlyDictionary<string, GitProto.Vectors.VectorMessage> All { get; } = new Dictionary<string, GitProto.Vectors.VectorMessage>(StringComparer.Ordinal)");
        foreach (var message in model.Messages.Where(one => one.Examples.Count > 0))
            code.Line($"[{Literals.Text(Names.Message(message))}] = {Names.Message(message)}Vectors.Message,");
        code.Close(";").Close();
        return code.ToString();
    }

    private static string Origin(ExampleSpec example) => example switch
    {
        { Fails: { } fails } => $"Must fail: line {fails.Line}, {fails.Kind}.",
        { Captured: { } captured } => $"Captured from {captured}.",
        _ => $"Invented: {example.Invented}",
    };

    private static EmittedFile File(string folder, SpecDefinition definition, string text) => new($"vectors.{folder}.{definition.Id}.g.cs", text);
}
