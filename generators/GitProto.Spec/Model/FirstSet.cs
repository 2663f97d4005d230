using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec;

/// <summary>What may come first, in the order in which a reader tries it.</summary>
public sealed class FirstSet
{
    private FirstSet(IReadOnlyList<Candidate> candidates, bool canBeEmpty) => (Candidates, CanBeEmpty) = (candidates, canBeEmpty);

    /// <summary>Nothing may come.</summary>
    public static FirstSet Empty { get; } = new([], true);

    /// <summary>What may come: lines of literal bytes first, lines that take anything last, otherwise as listed.</summary>
    public IReadOnlyList<Candidate> Candidates { get; }

    /// <summary>Whether nothing at all may stand here too.</summary>
    public bool CanBeEmpty { get; }

    /// <summary>The lines among the candidates.</summary>
    public IEnumerable<LineSpec> Lines => Candidates.Where(one => one.Line is not null).Select(one => one.Line!);

    internal static FirstSet Of(IEnumerable<Candidate> candidates, bool canBeEmpty) =>
        new([.. candidates.Distinct().OrderBy(one => one.Rank)], canBeEmpty);
}
