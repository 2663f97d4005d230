namespace GitProto.Spec.Schema;

/// <summary>One JSON Schema.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Text">The JSON, indented, with LF at the end of each line.</param>
public sealed record SchemaFile(string Name, string Text);
