namespace GitProto.Storage;

/// <summary>What follows from an entry's type.</summary>
internal static class PackEntryTypes
{
    /// <summary>Whether the entry is a delta of either kind.</summary>
    public static bool IsDelta(this PackEntryType type) => type is PackEntryType.OfsDelta or PackEntryType.RefDelta;

    /// <summary>The object type of a whole entry.</summary>
    public static ObjectType ToObjectType(this PackEntryType type) => type.IsDelta() ? ObjectType.None : (ObjectType)type;
}
