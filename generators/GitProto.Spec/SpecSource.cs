namespace GitProto.Spec;

/// <summary>The text of one spec file.</summary>
/// <param name="Path">Its path: shown in diagnostics, and its file name is compared with the id inside.</param>
/// <param name="Text">All of its text.</param>
public sealed record SpecSource(string Path, string Text);
