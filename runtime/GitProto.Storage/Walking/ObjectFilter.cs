using System.Globalization;

namespace GitProto.Storage;

/// <summary>
/// Which objects of a partial clone are left out. Every form git has (but <c>sparse:oid</c>) is a bound on blobs, a bound on depth or a choice
/// of types, and a combination is the strictest of each. What was asked for by name is never left out.
/// </summary>
public sealed record ObjectFilter
{
    /// <summary>Leaves out nothing.</summary>
    public static ObjectFilter None { get; } = new();

    /// <summary>Blobs of this size in bytes and above are left out; 0 for all. <c>blob:none</c>, <c>blob:limit=N</c>.</summary>
    public long BlobLimit { get; init; } = long.MaxValue;

    /// <summary>Trees and blobs this deep and deeper are left out; a commit's own tree has depth 0. <c>tree:N</c>.</summary>
    public long TreeDepth { get; init; } = long.MaxValue;

    /// <summary>The only type sent, or <see cref="ObjectType.None"/> for all. <c>object:type=T</c>.</summary>
    public ObjectType OnlyType { get; init; }

    /// <summary>Two different types were asked for, so no object fits.</summary>
    public bool ExcludesAll { get; init; }

    /// <summary>True if nothing is left out.</summary>
    public bool IsNone => this == None;

    /// <summary>Reads a filter as git writes it.</summary>
    /// <param name="spec">The text, such as <c>blob:limit=1k</c>.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="problem">The end of a sentence saying what is wrong; null if nothing is.</param>
    public static bool TryParse(ReadOnlySpan<byte> spec, out ObjectFilter filter, out string? problem) =>
        new ObjectFilterParser().TryParse(spec, out filter, out problem);

    /// <summary>Both filters at once.</summary>
    public ObjectFilter And(ObjectFilter other) => new()
    {
        BlobLimit = Math.Min(BlobLimit, other.BlobLimit),
        TreeDepth = Math.Min(TreeDepth, other.TreeDepth),
        OnlyType = OnlyType == ObjectType.None ? other.OnlyType : OnlyType,
        ExcludesAll = ExcludesAll || other.ExcludesAll
            || (OnlyType != other.OnlyType && OnlyType != ObjectType.None && other.OnlyType != ObjectType.None),
    };

    /// <summary>True if objects of a type can pass.</summary>
    public bool Takes(ObjectType type) => !ExcludesAll && (OnlyType == ObjectType.None || OnlyType == type);

    /// <summary>True if a tree at some depth passes.</summary>
    internal bool TakesTree(int depth) => depth < TreeDepth && Takes(ObjectType.Tree);

    /// <summary>True if what a tree at some depth holds has to be looked at.</summary>
    internal bool Descends(int depth) =>
        depth + 1L < TreeDepth && (Takes(ObjectType.Tree) || (Takes(ObjectType.Blob) && BlobLimit > 0));

    /// <inheritdoc/>
    public override string ToString()
    {
        List<string> parts = [];
        if (BlobLimit == 0)
            parts.Add("blob:none");
        else if (BlobLimit < long.MaxValue)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"blob:limit={BlobLimit}"));
        if (TreeDepth < long.MaxValue)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"tree:{TreeDepth}"));
        if (OnlyType != ObjectType.None)
            parts.Add($"object:type={OnlyType.Name()}");
        return parts.Count == 1 ? parts[0] : parts.Count == 0 ? "" : "combine:" + string.Join('+', parts);
    }
}
