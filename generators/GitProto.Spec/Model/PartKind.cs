namespace GitProto.Spec;

/// <summary>What a part is.</summary>
public enum PartKind
{
    /// <summary>Items in an order (or in any, if the item that names the part says so).</summary>
    Sequence,

    /// <summary>One of several: <c>a or b</c>.</summary>
    Choice,

    /// <summary>The part of another message: <c>message.part</c>.</summary>
    Loan,
}
