namespace GitProto.Server;

/// <summary>How long the body of a request may be, counted after it was inflated.</summary>
public sealed record SmartHttpLimits
{
    /// <summary>The defaults.</summary>
    public static SmartHttpLimits Default { get; } = new();

    /// <summary>
    /// Bytes of a request to fetch, or for an archive. Default 10 MiB, as in git (<c>http.maxRequestBuffer</c>). A fetch request in gzip is kept in memory
    /// as a whole until it is known to be sound; nothing else is.
    /// </summary>
    public long MaxFetchRequest { get; init; } = 10 << 20;

    /// <summary>Bytes of a push. Null, the default, leaves it to <see cref="ReceivePackRules.Pack"/>.</summary>
    public long? MaxPushRequest { get; init; }
}
