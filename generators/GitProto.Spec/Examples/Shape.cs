using System.Linq;

namespace GitProto.Spec.Examples;

/// <summary>Which parts of the grammar carry values.</summary>
internal static class Shape
{
    /// <summary>Whether a part has anything to say beside that it stood there.</summary>
    public static bool HasMembers(PartSpec part) => part.Kind == PartKind.Choice || part.Items.Any(HasMembers);

    private static bool HasMembers(Item item) => item.Alternatives.Any(target => target.Kind switch
    {
        TargetKind.Line => target.Line!.Shape != LineShape.Fixed || item.IsChoice || item.Quantifier != Quantifier.One,
        TargetKind.Part => item.IsChoice || item.Quantifier != Quantifier.One || HasMembers(target.Part!.Resolved),
        TargetKind.Special => false,
        _ => true,
    });

    /// <summary>Whether the message is one line that stands once: its fields are the message's own.</summary>
    public static bool IsOneLine(MessageSpec message) =>
        message.Body.Count == 1 && message.Body[0] is { Quantifier: Quantifier.One, IsChoice: false, Target.Line.Shape: LineShape.Record };
}
