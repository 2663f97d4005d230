namespace GitProto.Storage;

/// <summary>An object that a delta is looked for, or on which one may rest.</summary>
/// <param name="Place">Its place in the pack that is written; -1 for one that the receiver has.</param>
/// <param name="Id">The object.</param>
/// <param name="Type">Its kind, as the store has it.</param>
/// <param name="NameHash">The hint of its path.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Height">How long the longest chain of stored deltas on it is.</param>
/// <param name="Pack">The pack in which it lies whole; null for one that does not.</param>
internal sealed record DeltaCandidate(int Place, ObjectId Id, ObjectType Type, uint NameHash, long Size, int Height, PackFile? Pack) : IComparable<DeltaCandidate>
{
    /// <summary>True for one that the receiver has, which is a base only.</summary>
    public bool IsReceivers => Place < 0;

    /// <summary>
    /// Puts what may be alike together: by kind, by name, what the receiver has first, then the largest, since it costs less to leave out than to add;
    /// of equal ones the one that is written first, which is the youngest.
    /// </summary>
    public int CompareTo(DeltaCandidate? other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var order = other.Type.CompareTo(Type);
        if (order == 0)
            order = other.NameHash.CompareTo(NameHash);
        if (order == 0)
            order = other.IsReceivers.CompareTo(IsReceivers);
        if (order == 0)
            order = other.Size.CompareTo(Size);
        if (order == 0)
            order = Place.CompareTo(other.Place);
        return order != 0 ? order : Id.CompareTo(other.Id);
    }
}
