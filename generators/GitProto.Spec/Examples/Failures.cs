using System.Collections.Generic;

namespace GitProto.Spec;

/// <summary>What can be wrong with a packet: the words that follow <c>fails: line N,</c>. Generated readers report the same.</summary>
public static class Failures
{
    /// <summary>A special packet that cannot come here, nor further on.</summary>
    public const string UnexpectedPacket = "unexpected-packet";

    /// <summary>What came belongs further on: something required is missing before it.</summary>
    public const string Missing = "missing";

    /// <summary>A line of this message that cannot come here.</summary>
    public const string OutOfOrder = "out-of-order";

    /// <summary>A line that has come as often as it may.</summary>
    public const string TooMany = "too-many";

    /// <summary>A line that only a capability allows, and none that does is agreed.</summary>
    public const string GateClosed = "gate-closed";

    /// <summary>No line that may come here begins so.</summary>
    public const string NoLine = "no-line";

    /// <summary>The line begins as it should, but a field does not hold what its type asks for, or what should follow it does not.</summary>
    public const string BadField = "bad-field";

    /// <summary>An object id has not as many hex digits as the session's hash.</summary>
    public const string BadOidWidth = "bad-oid-width";

    /// <summary>The line is complete, and more stands behind it.</summary>
    public const string TrailingBytes = "trailing-bytes";

    /// <summary>The packet does not begin with the number of a band.</summary>
    public const string BadBand = "bad-band";

    /// <summary>What came is no pack.</summary>
    public const string BadPack = "bad-pack";

    /// <summary>The other side gave up, in so many words.</summary>
    public const string Refused = "refused";

    /// <summary>The stream ends within the message.</summary>
    public const string Cut = "cut";

    /// <summary>The message is over, and more came.</summary>
    public const string AfterEnd = "after-end";

    /// <summary>In a flow: no message that this side may send now begins so.</summary>
    public const string IllegalHere = "illegal-here";

    /// <summary>Stands for a kind that could not be read, so that nobody complains twice.</summary>
    internal const string Any = "?";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        UnexpectedPacket, Missing, OutOfOrder, TooMany, GateClosed, NoLine, BadField, BadOidWidth, TrailingBytes, BadBand, BadPack, Refused, Cut, AfterEnd, IllegalHere,
    ];
}
