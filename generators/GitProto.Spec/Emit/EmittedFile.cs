namespace GitProto.Spec.Emit;

/// <summary>One emitted file.</summary>
/// <param name="Name">Its name, unique in the spec.</param>
/// <param name="Text">Its C#.</param>
public sealed record EmittedFile(string Name, string Text);
