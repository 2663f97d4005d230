using System.Collections.Generic;

namespace GitProto.Spec.Emit;

/// <summary>Writes the C# of a whole spec.</summary>
public static class CSharpEmitter
{
    /// <summary>Emits one file for each spec file, and a few that hold what they share.</summary>
    /// <param name="model">The checked spec.</param>
    /// <param name="options">What the code is called.</param>
    public static IReadOnlyList<EmittedFile> Emit(SpecModel model, EmitOptions options)
    {
        FactTable.Use(model);
        var files = new List<EmittedFile>();
        void Add(string name, string text) => files.Add(new EmittedFile(name + ".g.cs", text));
        foreach (var message in model.Messages)
            Add("messages." + message.Id, MessageEmitter.Emit(message, options));
        foreach (var capability in model.Capabilities)
            Add("capabilities." + capability.Id, CapabilityEmitter.Emit(capability, options));
        foreach (var flow in model.Flows)
            Add("flows." + flow.Id, FlowEmitter.Emit(flow, model, options));
        foreach (var transport in model.Transports)
            Add("transports." + transport.Id, TransportEmitter.Emit(transport, options));
        if (model.Framing is { } framing)
            Add("framing", FramingEmitter.Emit(framing, options));
        Add("capability-table", CapabilityTableEmitter.Emit(model, options));
        Add("capability-builders", CapabilityBuilderEmitter.Emit(model, options));
        Add("errors", ErrorsEmitter.Emit(model, options));
        if (RefusalTextsEmitter.Emit(model, options) is { } texts)
            Add("refusal-texts", texts);
        Add("elements", ElementsEmitter.Emit(model, options));
        Add("spec", SpecEmitter.Emit(model, options));
        return files;
    }
}
