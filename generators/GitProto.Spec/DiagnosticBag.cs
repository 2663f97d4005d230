using System;
using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec;

/// <summary>Collects every problem; nothing in the loader throws for bad input.</summary>
internal sealed class DiagnosticBag
{
    /// <summary>What takes something out of a definition, so that its grammar is no longer the author's.</summary>
    private static readonly string[] Losses = ["GP1001", "GP1003", "GP1004", "GP1007", "GP1008", "GP2001", "GP2002", "GP2003"];

    private readonly HashSet<SpecDiagnostic> _all = [];
    private readonly HashSet<string> _unsound = [];

    public void Add(string id, string message, SourceSpan span, SourceSpan? related = null)
    {
        _all.Add(new SpecDiagnostic(id, message, span, related));
        if (System.Array.IndexOf(Losses, id) >= 0)
            Lost(span);
    }

    /// <summary>Something of this file was left out without a word, for what it names is broken elsewhere.</summary>
    public void Lost(SourceSpan span) => _unsound.Add(span.Path);

    public bool IsSound(string path) => !_unsound.Contains(path);

    public IReadOnlyList<SpecDiagnostic> Ordered() =>
    [
        .. _all.OrderBy(one => one.Span.Path, StringComparer.Ordinal)
            .ThenBy(one => one.Span.Line)
            .ThenBy(one => one.Span.Column)
            .ThenBy(one => one.Id, StringComparer.Ordinal)
            .ThenBy(one => one.Message, StringComparer.Ordinal),
    ];
}
