namespace GitProto;

/// <summary>An object was refused by a check of its content.</summary>
public sealed class ObjectRefusedException : GitProtoException
{
    /// <summary>Makes the error.</summary>
    public ObjectRefusedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>What <c>git fsck</c> calls what was found, such as <c>hasDotgit</c>; null if it has no name for it.</summary>
    public string? MessageId { get; init; }
}
