namespace GitProto.Storage;

/// <summary>What a ref holds itself: an id, or the name of another ref.</summary>
internal readonly record struct RefValue(ObjectId? Target, RefName? Link)
{
    /// <summary>A ref that names an object.</summary>
    public static RefValue Direct(in ObjectId target) => new(target, null);

    /// <summary>A ref that names a ref.</summary>
    public static RefValue Symbolic(RefName link) => new(null, link);
}
