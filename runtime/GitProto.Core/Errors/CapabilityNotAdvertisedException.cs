namespace GitProto;

/// <summary>Something was to be sent that needs a capability the other side did not offer. Nothing was sent.</summary>
public sealed class CapabilityNotAdvertisedException : GitProtoException
{
    /// <summary>Makes the error.</summary>
    /// <param name="capability">The id of the capability.</param>
    /// <param name="element">What needs it: the id of a line, part or message.</param>
    public CapabilityNotAdvertisedException(string capability, string element)
        : base($"The other side does not offer '{capability}', which {element} needs (spec: {capability}).") =>
        (Capability, Element) = (capability, element);

    /// <summary>The id of the capability.</summary>
    public string Capability { get; }

    /// <summary>What needs it.</summary>
    public string Element { get; }
}
