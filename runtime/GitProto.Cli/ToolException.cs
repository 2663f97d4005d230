namespace GitProto.Cli;

/// <summary>Something that the tool itself does not do, in the words for the person who asked.</summary>
internal sealed class ToolException(string message) : Exception(message);
