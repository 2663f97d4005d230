namespace GitProto.Storage;

/// <summary>A running hash of object bytes. Ids of objects are made by nothing else, so that one place decides whether collisions are looked for.</summary>
public interface IObjectHash : IDisposable
{
    /// <summary>The format whose ids it makes.</summary>
    ObjectFormat Format { get; }

    /// <summary>Adds bytes.</summary>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Gives the hash of all bytes added since the last call, and begins anew.</summary>
    /// <exception cref="HashMismatchException">The bytes are an attempt to make two objects with one name.</exception>
    ObjectId Finish();
}
