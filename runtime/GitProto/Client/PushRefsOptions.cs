using GitProto.Storage;

namespace GitProto.Client;

/// <summary>What is pushed, and how.</summary>
/// <remarks>Source: git-push.</remarks>
public sealed record PushRefsOptions
{
    /// <summary>The defaults: nothing is pushed.</summary>
    public static PushRefsOptions Default { get; } = new();

    /// <summary>
    /// Which refs of the repository become which refs of the server, as <see cref="RefSpec.ParsePush"/> reads them. What is named goes before what a pattern
    /// matches. Negative ones take away from the patterns.
    /// </summary>
    public IReadOnlyList<RefSpec> RefSpecs { get; init; } = [];

    /// <summary>Refs may move to where their history does not lead, and tags may be replaced, as if each refspec began with <c>+</c>.</summary>
    public bool Force { get; init; }

    /// <summary>Refs that are forced only if the server still has what is expected.</summary>
    public IReadOnlyList<PushLease> Leases { get; init; } = [];

    /// <summary>
    /// Where this repository keeps what it last saw of the server, as the refspec of a fetch: <c>+refs/heads/*:refs/remotes/origin/*</c>. A lease without a value
    /// expects what stands there.
    /// </summary>
    public IReadOnlyList<RefSpec> Tracking { get; init; } = [];

    /// <summary>All refs of the server change, or none. Refused before anything is sent if the server cannot do that.</summary>
    public bool Atomic { get; init; }

    /// <summary>Refs of the server are deleted that a pattern would have written and that are not here.</summary>
    public bool Prune { get; init; }

    /// <summary>Everything is checked and nothing is sent.</summary>
    public bool DryRun { get; init; }

    /// <summary>
    /// Text for the hooks of the server, in this order; no LF, no NUL. Refused before anything is sent if the server takes none.
    /// </summary>
    public IReadOnlyList<ByteString> ServerOptions { get; init; } = [];

    /// <summary>Deltas may rest on objects that the server has. Never done if the server offers that it cannot complete such packs.</summary>
    public bool Thin { get; init; } = true;

    /// <summary>The defaults, with refspecs.</summary>
    /// <param name="refSpecs">The refspecs, as git writes them.</param>
    /// <exception cref="RefRefusedException">One is malformed.</exception>
    public static PushRefsOptions Of(params IEnumerable<string> refSpecs) => new() { RefSpecs = [.. refSpecs.Select(text => RefSpec.ParsePush(text))] };

    /// <summary>The largest length of one of <see cref="ServerOptions"/> in bytes that a packet can carry.</summary>
    internal const int MaxServerOption = 65516;
}
