using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The C# condition that a packet can be the first of a message.</summary>
internal static class MessageStart
{
    public static string Condition(MessageSpec message)
    {
        var conditions = message.First.Candidates.Select(one => one.Kind switch
        {
            CandidateKind.Line => $"p.IsData && {Names.View(one.Line!)}.TryRead(p.Line, context, ref error, out _)",
            CandidateKind.Special => $"p.Kind == {Names.Packet(one.Packet!)}",
            CandidateKind.Band => "p.IsBand",
            CandidateKind.Pack => "p.Kind == PacketKind.Invalid",
            CandidateKind.Bytes => "true",
            _ => null,
        }).Where(one => one is not null).ToList();
        return conditions.Count switch
        {
            0 => "false",
            1 => conditions[0]!,
            _ => string.Join("\n        || ", conditions.Select(one => one!.Contains(" && ") ? $"({one})" : one)),
        };
    }

    /// <summary>The line that tells a message from others whose head is alike; null if the first packet tells.</summary>
    public static LineSpec? Keyword(MessageSpec message) => message.Body.Count > 0 && message.Body[0] is { InAnyOrder: true, Target.Part: { } head }
        ? head.Resolved.Items.FirstOrDefault(item => item is { Quantifier: Quantifier.One, Target.Line: { IsFixed: true } })?.Target.Line : null;
}
