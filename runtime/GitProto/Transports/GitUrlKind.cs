namespace GitProto.Transports;

/// <summary>How a URL is reached.</summary>
[Flags]
public enum GitUrlKind
{
    /// <summary>No way at all.</summary>
    None = 0,

    /// <summary>TCP, without encryption or authentication.</summary>
    Git = 1,

    /// <summary>A program started through ssh.</summary>
    Ssh = 2,

    /// <summary>HTTP without encryption.</summary>
    Http = 4,

    /// <summary>HTTP over TLS.</summary>
    Https = 8,

    /// <summary>A repository on this machine, by URL or by path.</summary>
    Local = 16,

    /// <summary>Whatever leads to another machine.</summary>
    Network = Git | Ssh | Http | Https,

    /// <summary>All of them.</summary>
    All = Network | Local,
}
