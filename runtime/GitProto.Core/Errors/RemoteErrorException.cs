namespace GitProto;

/// <summary>The other side refused in its own words: an ERR packet, or band 3.</summary>
public sealed class RemoteErrorException : GitProtoException
{
    /// <summary>Makes the error.</summary>
    /// <param name="text">The words of the peer.</param>
    /// <param name="name">The name the spec gives them in its list of errors, or null.</param>
    public RemoteErrorException(ByteString text, string? name = null)
        : base($"remote error: {text.ToDisplayString()}")
    {
        Text = text;
        Name = name;
    }

    /// <summary>The words of the peer, as they came.</summary>
    public ByteString Text { get; }

    /// <summary>The name the spec gives them (<c>spec/errors.yaml</c>), or null.</summary>
    public string? Name { get; }
}
