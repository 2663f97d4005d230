namespace GitProto.Spec;

/// <summary>What one line of an example puts on the wire.</summary>
public enum ExamplePacketKind
{
    /// <summary>A packet with bytes.</summary>
    Data,

    /// <summary>A special packet: its four digits alone.</summary>
    Special,

    /// <summary>A pack without packets around it: the line is <c>PACK...</c> and nothing else.</summary>
    Raw,
}
