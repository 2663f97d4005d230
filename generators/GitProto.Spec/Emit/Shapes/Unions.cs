using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>Which parts and messages are choices, and what their cases are.</summary>
internal static class Unions
{
    /// <summary>True for a message that is one choice and nothing else.</summary>
    public static bool IsUnion(MessageSpec message) => message.Body.Count == 1 && message.Body[0] is { IsChoice: true, Quantifier: Quantifier.One, Banded: false };

    /// <summary>The cases of a choice, those of a choice within it in its place.</summary>
    public static IEnumerable<UnionCase> Cases(IEnumerable<ItemTarget> alternatives) => alternatives.SelectMany(target =>
        target.Part is { Resolved.Kind: PartKind.Choice } inner ? Cases(inner.Resolved.Alternatives) : [new UnionCase(target)]);

    /// <summary>True if a line is a case of a choice, and so a record of its own.</summary>
    public static bool Holds(LineSpec line) => BaseOf(line) is not null;

    /// <summary>The union that a line is a case of, or null.</summary>
    public static string? BaseOf(LineSpec line) => line.Owner is MessageSpec owner ? Find(owner, one => ReferenceEquals(one.Target.Line, line)) : null;

    /// <summary>The union that a part is a case of, or null.</summary>
    public static string? BaseOf(PartSpec part) => Find(part.Resolved.Owner, one => ReferenceEquals(one.Target.Part?.Resolved, part.Resolved));

    /// <summary>The outermost choices of a message: those that are no case of another.</summary>
    public static IEnumerable<PartSpec> Roots(MessageSpec message) => message.Parts.Where(part => part.Kind == PartKind.Choice
        && !message.Parts.Any(other => other.Kind == PartKind.Choice && other.Alternatives.Any(one => ReferenceEquals(one.Part?.Resolved, part))));

    private static string? Find(MessageSpec owner, System.Func<UnionCase, bool> holds)
    {
        if (IsUnion(owner) && Cases(owner.Body[0].Alternatives).Any(holds))
            return Names.Message(owner);
        foreach (var part in Roots(owner))
        {
            if (Cases(part.Alternatives).Any(holds))
                return Names.Part(part);
        }
        return null;
    }
}
