namespace GitProto;

/// <summary>
/// The root of every error this library gives a name. Faults of the transport (a stream that ended, a time-out) stay
/// <see cref="IOException"/>. Messages are escaped: they hold no raw control byte of a peer.
/// </summary>
public class GitProtoException : Exception
{
    /// <summary>Makes the error.</summary>
    public GitProtoException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
