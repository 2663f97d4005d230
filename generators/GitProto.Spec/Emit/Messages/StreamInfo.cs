using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>Where a message streams: what stands before, what streams, what stands behind.</summary>
internal sealed class StreamInfo
{
    private StreamInfo(IReadOnlyList<Item> before, Item stream, Item? within, IReadOnlyList<Item> after) =>
        (Before, Stream, Within, After) = (before, stream, within, after);

    /// <summary>The items of the head; a part that holds the stream is the last of them.</summary>
    public IReadOnlyList<Item> Before { get; }

    /// <summary>The item that streams.</summary>
    public Item Stream { get; }

    /// <summary>The item whose part holds the stream, or null if the body does.</summary>
    public Item? Within { get; }

    /// <summary>The items behind the stream.</summary>
    public IReadOnlyList<Item> After { get; }

    /// <summary>True if the stream is one of lines.</summary>
    public bool IsLines => Stream.Quantifier == Quantifier.Stream;

    public static bool IsStream(Item item) => item.Quantifier == Quantifier.Stream || item.Target.Kind is TargetKind.Pack or TargetKind.Bytes;

    /// <summary>Finds the stream of a message; null if it has none.</summary>
    public static StreamInfo? Of(MessageSpec message)
    {
        for (var i = 0; i < message.Body.Count; i++)
        {
            var item = message.Body[i];
            var after = message.Body.Skip(i + 1).ToList();
            if (IsStream(item))
                return new StreamInfo([.. message.Body.Take(i)], item, null, after);
            if (item is { IsChoice: false, Target.Part: { Resolved.Kind: PartKind.Sequence } part } && part.Resolved.Items.FirstOrDefault(IsStream) is { } inner)
                return new StreamInfo([.. message.Body.Take(i + 1)], inner, item, after);
        }
        return null;
    }
}
