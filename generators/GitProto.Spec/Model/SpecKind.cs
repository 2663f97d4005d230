namespace GitProto.Spec;

/// <summary>The kinds of definitions.</summary>
public enum SpecKind
{
    /// <summary>A message: lines in an order.</summary>
    Message,

    /// <summary>A word that one side offers and the other may ask for.</summary>
    Capability,

    /// <summary>States, and who may send what in each.</summary>
    Flow,

    /// <summary>The special packets, the bands and the limits.</summary>
    Framing,

    /// <summary>What refusals look like, and their names.</summary>
    Errors,

    /// <summary>Words outside packets: URLs, headers, media types, commands.</summary>
    Transport,
}
