using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Reads the filter a client asked for.</summary>
internal static class FilterText
{
    /// <summary>Reads a filter; none leaves out nothing.</summary>
    /// <exception cref="PolicyException">It is malformed, or of a kind that is not served.</exception>
    public static ObjectFilter Read(ByteString? text)
    {
        if (text is not { } spec)
            return ObjectFilter.None;
        return ObjectFilter.TryParse(spec.Span, out var filter, out var problem)
            ? filter
            : throw new PolicyException($"{RefusalTexts.FilterRefused(Escape.ForDisplay(spec.Span[..Math.Min(spec.Length, 200)]))}: {problem}");
    }
}
