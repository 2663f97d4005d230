using GitProto.Storage;

namespace GitProto.Client;

/// <summary>What is fetched into a repository.</summary>
public sealed record FetchOptions
{
    /// <summary>The defaults: the objects of all refs, and no ref is written.</summary>
    public static FetchOptions Default { get; } = new();

    /// <summary>Fetches what refspecs say.</summary>
    /// <param name="refSpecs">The refspecs as one writes them: <c>+refs/heads/*:refs/remotes/origin/*</c>.</param>
    /// <exception cref="RefRefusedException">One is malformed.</exception>
    public static FetchOptions Of(params ReadOnlySpan<string> refSpecs)
    {
        var specs = new List<RefSpec>(refSpecs.Length);
        foreach (var text in refSpecs)
            specs.Add(RefSpec.ParseFetch(text));
        return new FetchOptions { RefSpecs = specs };
    }

    /// <summary>Which refs, and what they are called here. None: the objects of all refs are fetched, and no ref is written.</summary>
    public IReadOnlyList<RefSpec> RefSpecs { get; init; } = [];

    /// <summary>Which tags come besides; without refspecs, none.</summary>
    public TagMode Tags { get; init; } = TagMode.Follow;

    /// <summary>Deletes refs under the destinations of the patterns that the server does not have any more. Never done after a list that was empty or cut.</summary>
    public bool Prune { get; init; }

    /// <summary>Lets every ref move anywhere, as if each refspec had a <c>+</c>.</summary>
    public bool Force { get; init; }

    /// <summary>True: if one ref cannot be written, none is. False, as in git: each stands for itself.</summary>
    public bool Atomic { get; init; }

    /// <summary>
    /// Where the refs come from, as <c>FETCH_HEAD</c> shall say, without user and password; null, the default, if that file is not to be written. It is
    /// written to repositories on disk alone.
    /// </summary>
    public string? FetchHead { get; init; }

    /// <summary>What is done, for the logs of the refs: the line says so ahead of what became of the ref. What of it would end the line becomes a blank.</summary>
    public string Reason { get; init; } = "fetch";

    /// <summary>True for the first fetch of a clone: see <see cref="RefTransactionOptions.Initial"/>.</summary>
    internal bool Initial { get; init; }

    /// <summary>How the pack is asked for.</summary>
    public FetchPackOptions Pack { get; init; } = FetchPackOptions.Default;

    /// <summary>Limits and checks for the pack.</summary>
    public ReceivePackOptions Receive { get; init; } = ReceivePackOptions.Default;
}
