namespace GitProto.Storage;

/// <summary>What a ref holds itself: an id, or the name of another ref.</summary>
/// <param name="Target">The object; null if it names a ref.</param>
/// <param name="Link">The ref it names; null if it names an object.</param>
public readonly record struct RefValue(ObjectId? Target, RefName? Link)
{
    /// <summary>A ref that names an object.</summary>
    internal static RefValue Direct(in ObjectId target) => new(target, null);

    /// <summary>A ref that names a ref.</summary>
    internal static RefValue Symbolic(RefName link) => new(null, link);
}
