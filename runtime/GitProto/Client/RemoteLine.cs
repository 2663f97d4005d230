namespace GitProto.Client;

/// <summary>One line of what the other side tells a person.</summary>
/// <param name="Text">The line, cleaned for a terminal, without its end. It has no prefix.</param>
/// <param name="IsTransient">True if it ended with CR: the next line takes its place.</param>
public readonly record struct RemoteLine(string Text, bool IsTransient);
