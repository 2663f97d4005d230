namespace GitProto.Storage;

/// <summary>Objects already here: the bases that a thin pack leaves out. Called by one thread at a time.</summary>
public interface IBaseObjects
{
    /// <summary>Reads an object.</summary>
    /// <returns>Null if it is not here.</returns>
    GitObject? TryRead(in ObjectId id);
}
