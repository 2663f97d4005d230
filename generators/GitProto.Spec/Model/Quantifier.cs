namespace GitProto.Spec;

/// <summary>How often an item stands.</summary>
public enum Quantifier
{
    /// <summary>Once.</summary>
    One,

    /// <summary>Once or not at all: <c>maybe</c>.</summary>
    Maybe,

    /// <summary>Any number of times: <c>each</c>.</summary>
    Each,

    /// <summary>Any number of times, and too many to keep: <c>stream</c>.</summary>
    Stream,
}
