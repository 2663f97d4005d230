namespace GitProto;

/// <summary>Bytes do not have the hash they should have, or look like an attempt to make two objects with one name.</summary>
public sealed class HashMismatchException : GitProtoException
{
    /// <summary>Makes the error.</summary>
    public HashMismatchException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The id that the bytes have, where that is known.</summary>
    public ObjectId? Actual { get; init; }
}
