namespace GitProto.Storage;

/// <summary>Whether all that is needed for some objects is there.</summary>
public static class Connectivity
{
    /// <summary>Walks from the tips to what is known to be complete, and looks at every object on the way.</summary>
    /// <param name="objects">Where the objects are.</param>
    /// <param name="tips">Where to begin.</param>
    /// <param name="complete">Objects whose whole history is there.</param>
    /// <param name="cut">Commits whose parents may be missing.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    /// <returns>The objects that were met, which are all there.</returns>
    /// <exception cref="ObjectRefusedException">One is missing, of another kind than it should be, or broken.</exception>
    public static ObjectSelection Check(
        IObjectStore objects, IReadOnlyCollection<ObjectId> tips, IReadOnlyCollection<ObjectId> complete, IReadOnlySet<ObjectId> cut, CancellationToken cancellationToken = default)
    {
        var request = new ObjectWalkRequest { Wants = tips, Haves = complete, Cut = cut };
        var selection = ObjectWalk.Select(objects, request, null, cancellationToken);
        for (var index = 0; index < selection.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (selection.IsStored(index))
                continue;
            var item = selection[index];
            if (!objects.TryReadHeader(item.Id, out var type, out _))
                throw new ObjectRefusedException($"The {item.Type.Name()} {item.Id} is missing.");
            if (type != item.Type)
                throw new ObjectRefusedException($"The object {item.Id} is a {type.Name()}, expected a {item.Type.Name()}.");
        }
        return selection;
    }
}
