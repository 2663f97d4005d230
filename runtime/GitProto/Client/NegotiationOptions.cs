namespace GitProto.Client;

/// <summary>How long a client looks for common history.</summary>
public sealed record NegotiationOptions
{
    /// <summary>The defaults, which are git's unless stated.</summary>
    public static NegotiationOptions Default { get; } = new();

    /// <summary>Haves told in vain, since one was common, before the client asks for the pack. Default 256.</summary>
    public int MaxInVain { get; init; } = 256;

    /// <summary>
    /// Haves told before any was common at all, before the client asks for the pack. Git has no such bound:
    /// it would tell a server that never answers the whole history. Null, the default: 16,384, or <see cref="MaxInVain"/> where each request of v0 is a
    /// connection of its own.
    /// </summary>
    public int? MaxWithoutCommon { get; init; }
}
