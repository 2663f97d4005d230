using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace GitProto.Client;

/// <summary>Which refs of a server are fetched, and what they are called here: <c>+refs/heads/*:refs/remotes/origin/*</c>.</summary>
/// <remarks>Source: git-fetch "&lt;refspec&gt;"; gitglossary "refspec".</remarks>
public sealed record RefSpec
{
    private const string Heads = "refs/heads/";
    private const string Tags = "refs/tags/";
    private static readonly string[] Places = ["", "refs/", Tags, Heads, "refs/remotes/"];

    private static readonly SearchValues<byte> Forbidden = SearchValues.Create([.. Enumerable.Range(0, 33).Select(value => (byte)value), .. ":?[\\^~\u007f"u8]);

    private RefSpec(ByteString source, ByteString? destination) => (Source, Destination) = (source, destination);

    /// <summary>All refs under the names they have: a mirror.</summary>
    public static RefSpec Mirror { get; } = Parse("+refs/*:refs/*");

    /// <summary>All branches under the names they have.</summary>
    public static RefSpec AllHeads { get; } = Parse("+refs/heads/*:refs/heads/*");

    /// <summary>All tags.</summary>
    public static RefSpec AllTags { get; } = Parse("refs/tags/*:refs/tags/*");

    /// <summary>The name on the server; <c>*</c> stands for any text. Empty means HEAD.</summary>
    public ByteString Source { get; }

    /// <summary>The name here; null if nothing is stored.</summary>
    public ByteString? Destination { get; }

    /// <summary>Whether a ref may move to where its history does not lead (<c>+</c>).</summary>
    public bool Force { get; private init; }

    /// <summary>Whether it takes refs out that others let in (<c>^</c>).</summary>
    public bool IsNegative { get; private init; }

    /// <summary>True if it has a <c>*</c>.</summary>
    public bool IsPattern => Source.Span.Contains((byte)'*');

    /// <summary>True if it names an object rather than a ref.</summary>
    public bool IsObject => ObjectId.TryParse(Source.Span, out _);

    /// <summary>Reads one.</summary>
    /// <exception cref="RefRefusedException">It is malformed.</exception>
    public static RefSpec Parse(ByteString text)
    {
        var span = text.Span;
        var force = span.StartsWith("+"u8);
        var negative = span.StartsWith("^"u8);
        span = force || negative ? span[1..] : span;
        var colon = span.IndexOf((byte)':');
        var source = new ByteString(colon < 0 ? span : span[..colon]);
        var destination = colon < 0 || colon == span.Length - 1 ? default(ByteString?) : new ByteString(span[(colon + 1)..]);
        var problem = Problem(source.Span, destination, negative, colon >= 0);
        return problem is null ? new RefSpec(source, destination) { Force = force, IsNegative = negative } : throw new RefRefusedException(text, problem);
    }

    /// <summary>The names that a server may have for the source, the likeliest first.</summary>
    internal IEnumerable<ByteString> Candidates()
    {
        if (IsPattern || Source.Span.StartsWith("refs/"u8))
            return [Source];
        return Source.IsEmpty ? [RefName.Head.Bytes] : Places.Select(place => Join(place, Source)).Append(Join("refs/remotes/", Join(Source, "/HEAD")));
    }

    /// <summary>What names that can match begin with.</summary>
    internal IEnumerable<ByteString> Prefixes() => IsObject || IsNegative ? []
        : IsPattern ? [new ByteString(Source.Span[..Source.Span.IndexOf((byte)'*')])] : Candidates();

    /// <summary>Holds a name of the server against the pattern.</summary>
    /// <param name="name">The name.</param>
    /// <param name="destination">The name here; null if nothing is stored.</param>
    internal bool Matches(ByteString name, out ByteString? destination)
    {
        destination = Destination;
        if (!IsPattern)
            return Candidates().Contains(name);
        return TryMatch(Source.Span, name.Span, out var part) && Fill(part, ref destination);
    }

    /// <summary>The destination as a full name, which it may be a short form of.</summary>
    internal static ByteString Complete(ByteString destination, ByteString source)
    {
        if (destination.Span.StartsWith("refs/"u8) || destination == RefName.Head.Bytes)
            return destination;
        return Join(source.Span.StartsWith("refs/tags/"u8) ? Tags : Heads, destination);
    }

    private static bool Fill(ReadOnlySpan<byte> part, [NotNullIfNotNull(nameof(destination))] ref ByteString? destination)
    {
        if (destination is { } pattern)
        {
            var star = pattern.Span.IndexOf((byte)'*');
            destination = ByteString.Wrap([.. pattern.Span[..star], .. part, .. pattern.Span[(star + 1)..]]);
        }
        return true;
    }

    private static bool TryMatch(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> part)
    {
        var star = pattern.IndexOf((byte)'*');
        part = default;
        if (name.Length < pattern.Length - 1 || !name.StartsWith(pattern[..star]) || !name.EndsWith(pattern[(star + 1)..]))
            return false;
        part = name[star..(name.Length - (pattern.Length - 1 - star))];
        return true;
    }

    private static ByteString Join(ByteString first, ByteString second) => ByteString.Wrap([.. first.Span, .. second.Span]);

    private static string? Problem(ReadOnlySpan<byte> source, ByteString? destination, bool negative, bool colon)
    {
        if (negative)
            return colon ? "what takes refs out has no destination" : source.IsEmpty ? "it names nothing" : Problem(source);
        if (Problem(source) is { } problem)
            return problem;
        if (destination is not { } there)
            return null;
        return Problem(there.Span) ?? (source.Contains((byte)'*') == there.Span.Contains((byte)'*') ? null : "'*' stands on one side only");
    }

    private static string? Problem(ReadOnlySpan<byte> side) =>
        side.Count((byte)'*') > 1 ? "'*' stands twice on one side"
        : side.ContainsAny(Forbidden) ? "it holds a character that no ref can hold"
        : side.IndexOf(".."u8) >= 0 ? "it holds '..'" : null;
}
