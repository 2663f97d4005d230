namespace GitProto.Spec;

/// <summary>What an arrow waits for.</summary>
public enum EventKind
{
    /// <summary>A message.</summary>
    Message,

    /// <summary>A lone special packet of the framing.</summary>
    Special,

    /// <summary>The end of the stream.</summary>
    Eof,
}
