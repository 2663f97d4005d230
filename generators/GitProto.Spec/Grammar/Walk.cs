using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Grammar;

/// <summary>Goes through the items and targets of a message.</summary>
internal static class Walk
{
    /// <summary>The items written in the message itself: its body and its sequences.</summary>
    public static IEnumerable<Item> Items(MessageSpec message) => message.Body.Concat(message.Parts.SelectMany(part => part.Items));

    /// <summary>What those items and the message's choices name.</summary>
    public static IEnumerable<ItemTarget> Targets(MessageSpec message) =>
        Items(message).SelectMany(item => item.Alternatives).Concat(message.Parts.SelectMany(part => part.Alternatives));

    /// <summary>The part that an item names with <c>in any order</c>, and the items in it.</summary>
    public static IEnumerable<PartSpec> PartsInAnyOrder(MessageSpec message) =>
        Items(message).Where(item => item.InAnyOrder && item.Target.Part is not null).Select(item => item.Target.Part!.Resolved).Distinct();
}
