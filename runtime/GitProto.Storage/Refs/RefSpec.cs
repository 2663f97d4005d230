namespace GitProto.Storage;

/// <summary>Says which refs of one side become which refs of the other: <c>+refs/heads/*:refs/remotes/origin/*</c>.</summary>
/// <remarks>Source: git-fetch "&lt;refspec&gt;"; gitglossary "refspec".</remarks>
public sealed class RefSpec
{
    private readonly RefPattern source;
    private readonly RefPattern? destination;
    private readonly RefSpecKind kind;

    internal RefSpec(RefPattern source, RefPattern? destination, bool force, bool isNegative, RefSpecKind kind)
    {
        (this.source, this.destination, this.kind) = (source, destination, kind);
        (Force, IsNegative) = (force, isNegative);
    }

    /// <summary>All refs under the names they have: a mirror.</summary>
    public static RefSpec Mirror { get; } = ParseFetch("+refs/*:refs/*");

    /// <summary>All branches under the names they have.</summary>
    public static RefSpec AllHeads { get; } = ParseFetch("+refs/heads/*:refs/heads/*");

    /// <summary>All tags under the names they have.</summary>
    public static RefSpec AllTags { get; } = ParseFetch("refs/tags/*:refs/tags/*");

    /// <summary>The side refs come from; empty in a push that deletes.</summary>
    public ByteString Source => source.Text;

    /// <summary>The side refs go to; null if they are only read.</summary>
    public ByteString? Destination => destination?.Text;

    /// <summary>True if a ref may move to anything, not only to descendants (<c>+</c>).</summary>
    public bool Force { get; }

    /// <summary>True if it takes refs away from what other refspecs match (<c>^</c>).</summary>
    public bool IsNegative { get; }

    /// <summary>True for the <c>:</c> of a push: all branches that both sides have.</summary>
    public bool IsMatching => kind == RefSpecKind.Push && Source.IsEmpty && destination is null;

    /// <summary>True if it has a <c>*</c> on each side it has.</summary>
    public bool IsPattern => source.IsGlob;

    /// <summary>True if the source is the id of an object.</summary>
    public bool IsObjectId => ObjectId.TryParse(Source.Span, out _);

    /// <summary>What every name begins with that this could match, for asking a server for no more than that.</summary>
    public ByteString SourcePrefix => source.Prefix;

    /// <summary>Reads a refspec of a fetch.</summary>
    /// <exception cref="RefRefusedException">It is malformed.</exception>
    public static RefSpec ParseFetch(ByteString text) =>
        RefSpecParser.TryParse(text, RefSpecKind.Fetch, out var spec) is { } problem ? throw new RefRefusedException(text, problem) : spec!;

    /// <summary>Reads a refspec of a push.</summary>
    /// <exception cref="RefRefusedException">It is malformed.</exception>
    public static RefSpec ParsePush(ByteString text) =>
        RefSpecParser.TryParse(text, RefSpecKind.Push, out var spec) is { } problem ? throw new RefRefusedException(text, problem) : spec!;

    /// <summary>True if the source side matches a full name.</summary>
    public bool Matches(RefName name) => Matches(name.Bytes);

    /// <summary>True if the source side matches a name, which may be an illegal one of the other side.</summary>
    public bool Matches(ByteString name) => source.TryMatch(name, out _);

    /// <summary>Gives the name on the other side.</summary>
    /// <param name="name">A full name that this matches; for a refspec without <c>*</c>, the one its short source was found to mean.</param>
    /// <returns>Null if there is no other side.</returns>
    /// <exception cref="RefRefusedException">The result is illegal, or HEAD, though the name was legal.</exception>
    public RefName? MapTo(RefName name)
    {
        if (destination is null)
            return null;
        source.TryMatch(name.Bytes, out var star);
        var text = IsPattern ? destination.Fill(star) : RefShorthand.Expand(destination.Text, kind == RefSpecKind.Push ? name : RefName.Head);
        var mapped = RefName.Parse(text);
        return mapped.IsHead ? throw new RefRefusedException(text, "a refspec may not write HEAD") : mapped;
    }

    /// <summary>Gives the name on the source side that a name on the other comes from.</summary>
    /// <returns>Null if it does not come from a pattern, or from no legal name.</returns>
    public RefName? MapBack(RefName name) =>
        IsPattern && destination is not null && destination.TryMatch(name.Bytes, out var star) && RefName.TryParse(source.Fill(star), out var from) ? from : null;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(Force ? "+" : IsNegative ? "^" : "")}{Source.ToDisplayString()}{(destination is null ? "" : ":" + destination.Text.ToDisplayString())}";
}
