namespace GitProto.Protocol;

/// <summary>Why a line was not taken.</summary>
public enum ReadErrorKind
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The line is none of those that may come here.</summary>
    NoLine,

    /// <summary>A field does not hold what its type says.</summary>
    BadField,

    /// <summary>An object id of another hash than this conversation's.</summary>
    BadOidWidth,

    /// <summary>The line goes on after its end.</summary>
    TrailingBytes,

    /// <summary>No capability allows it here.</summary>
    GateClosed,

    /// <summary>A packet of another kind belongs here.</summary>
    UnexpectedPacket,

    /// <summary>Something that must come did not.</summary>
    Missing,

    /// <summary>It may come once only.</summary>
    TooMany,
}
