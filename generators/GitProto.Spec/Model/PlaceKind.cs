namespace GitProto.Spec;

/// <summary>Where a capability stands.</summary>
public enum PlaceKind
{
    /// <summary>Among the capabilities of a service, on a line that carries them.</summary>
    Service,

    /// <summary>Among the capabilities of a protocol version, each a line of its own.</summary>
    Version,

    /// <summary>Among the features of another capability.</summary>
    Feature,

    /// <summary>As a line of a message.</summary>
    Message,
}
