namespace GitProto.Conformance.Peers;

/// <summary>What carries a conversation.</summary>
public enum TransportKind
{
    /// <summary>A connection of git://.</summary>
    Git,

    /// <summary>Smart HTTP: turns, each a request and its answer.</summary>
    Http,

    /// <summary>A program at the other end of ssh.</summary>
    Ssh,

    /// <summary>The standard input and output of a program on the same machine.</summary>
    Stdio,
}
