using System.Runtime.Intrinsics;

namespace GitProto.Storage;

/// <summary>Names the objects of a pack. It may take several before it names the first. For one thread.</summary>
/// <param name="named">Is told the id of each object and lets go of its body.</param>
internal abstract class ObjectNamer(Action<NamedObject, ObjectId> named) : IDisposable
{
    /// <summary>Tells the id of an object.</summary>
    protected Action<NamedObject, ObjectId> Named { get; } = named;

    /// <summary>Makes one for a pack.</summary>
    public static ObjectNamer Create(PackIndexOptions options, Action<NamedObject, ObjectId> named) =>
        options.Hash is null && options.Format == ObjectFormat.Sha1 && Vector256.IsHardwareAccelerated
            ? new LaneNamer(named)
            : new SerialNamer(options.CreateHash(), named);

    /// <summary>Takes an object. Its body must not change any more.</summary>
    /// <exception cref="HashMismatchException">An object that was taken is a collision attack.</exception>
    public abstract void Add(in NamedObject one);

    /// <summary>Names all that were taken.</summary>
    /// <exception cref="HashMismatchException">An object that was taken is a collision attack.</exception>
    public abstract void Flush();

    /// <inheritdoc/>
    public abstract void Dispose();
}
