namespace GitProto.Storage;

/// <summary>How far the links of an object could be read.</summary>
internal enum LinkOutcome
{
    /// <summary>To the end.</summary>
    Whole,

    /// <summary>A tree breaks somewhere; its links up to there count.</summary>
    Broken,

    /// <summary>It is no such object at all.</summary>
    Unreadable,
}
