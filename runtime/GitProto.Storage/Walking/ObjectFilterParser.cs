namespace GitProto.Storage;

/// <summary>Reads filter texts of a peer, with bounds on length and nesting.</summary>
internal sealed class ObjectFilterParser
{
    /// <summary>The longest text taken, in bytes: what fits into a packet.</summary>
    public const int MaxLength = 65516;

    /// <summary>How deep <c>combine:</c> may stand within <c>combine:</c>.</summary>
    public const int MaxNesting = 8;

    private int nesting;

    /// <summary>Reads a filter.</summary>
    public bool TryParse(ReadOnlySpan<byte> spec, out ObjectFilter filter, out string? problem)
    {
        filter = ObjectFilter.None;
        problem = spec.Length > MaxLength ? $"it is longer than {MaxLength} bytes" : Read(spec, ref filter);
        return problem is null;
    }

    private string? Read(ReadOnlySpan<byte> spec, ref ObjectFilter filter)
    {
        if (spec.SequenceEqual("blob:none"u8))
            return Add(ref filter, new() { BlobLimit = 0 });
        if (TryCut(spec, "blob:limit="u8, out var size))
            return SizeText.TryParse(size, out var limit) ? Add(ref filter, new() { BlobLimit = limit }) : "its size is no number";
        if (TryCut(spec, "tree:"u8, out var depth))
            return SizeText.TryParse(depth, out var levels) ? Add(ref filter, new() { TreeDepth = levels }) : "its depth is no number";
        if (TryCut(spec, "object:type="u8, out var word))
            return ObjectTypes.TryParse(word, out var type) ? Add(ref filter, new() { OnlyType = type }) : "it names no type of object";
        if (TryCut(spec, "combine:"u8, out var parts))
            return ReadParts(parts, ref filter);
        return spec.StartsWith("sparse:"u8) ? "sparse filters are not supported" : "no filter has this form";
    }

    private string? ReadParts(ReadOnlySpan<byte> parts, ref ObjectFilter filter)
    {
        if (++nesting > MaxNesting)
            return $"combinations are nested deeper than {MaxNesting}";
        foreach (var range in parts.Split((byte)'+'))
        {
            if (!PercentText.TryDecode(parts[range], out var part))
                return "a part is not encoded as in a URL";
            if (Read(part, ref filter) is { } problem)
                return problem;
        }
        nesting--;
        return null;
    }

    private static string? Add(ref ObjectFilter filter, ObjectFilter part)
    {
        filter = filter.And(part);
        return null;
    }

    private static bool TryCut(ReadOnlySpan<byte> text, ReadOnlySpan<byte> prefix, out ReadOnlySpan<byte> rest)
    {
        rest = text.StartsWith(prefix) ? text[prefix.Length..] : default;
        return text.StartsWith(prefix);
    }
}
