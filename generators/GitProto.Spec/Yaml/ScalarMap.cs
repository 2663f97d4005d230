using System;
using System.Collections.Generic;

namespace GitProto.Spec.Yaml;

/// <summary>Finds the place in the file of each character of a scalar's value, whatever its quotes or block style.</summary>
internal sealed class ScalarMap(SourceSpan whole, IReadOnlyList<(int Line, int Column)> places)
{
    public SourceSpan Span(int start, int length)
    {
        if (places.Count == 0)
            return whole;
        var first = places[Math.Max(0, Math.Min(start, places.Count - 1))];
        if (length <= 0)
            return new SourceSpan(whole.Path, first.Line, first.Column, first.Line, first.Column);
        var last = places[Math.Max(0, Math.Min(start + length - 1, places.Count - 1))];
        return new SourceSpan(whole.Path, first.Line, first.Column, last.Line, last.Column + 1);
    }
}
