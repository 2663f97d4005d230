namespace GitProto.Proxying;

/// <summary>A way in which a proxy breaks what passes.</summary>
public enum ProxyFaultKind
{
    /// <summary>Half of a packet goes on, then the stream ends.</summary>
    Truncate,

    /// <summary>The stream ends in front of a packet.</summary>
    Cut,

    /// <summary>An error stands in place of a packet, then the stream ends.</summary>
    Err,

    /// <summary>A packet is held back for a while.</summary>
    Delay,

    /// <summary>A line goes on without the LF at its end.</summary>
    DropLf,
}
