using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Examples;

/// <summary>Every line that may stand somewhere in a message, its loans and nested messages included.</summary>
internal static class MessageLines
{
    public static IEnumerable<LineSpec> Of(MessageSpec message)
    {
        var seen = new HashSet<object>();
        return message.Body.SelectMany(item => item.Alternatives).SelectMany(target => Of(target, seen)).Distinct();
    }

    private static IEnumerable<LineSpec> Of(ItemTarget target, HashSet<object> seen)
    {
        if (target.Line is { } line)
            return [line];
        if (target.Message is { } message && seen.Add(message))
            return message.Body.SelectMany(item => item.Alternatives).SelectMany(inner => Of(inner, seen));
        if (target.Part?.Resolved is { } part && seen.Add(part))
            return part.Items.SelectMany(item => item.Alternatives).Concat(part.Alternatives).SelectMany(inner => Of(inner, seen)).ToArray();
        return [];
    }
}
