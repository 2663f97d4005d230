namespace GitProto.Spec;

/// <summary>What a reader can meet.</summary>
public enum CandidateKind
{
    /// <summary>A packet that holds a line.</summary>
    Line,

    /// <summary>A special packet of the framing.</summary>
    Special,

    /// <summary>A run of packets that begin with the number of a band.</summary>
    Band,

    /// <summary>The bytes of a pack, without packets around them.</summary>
    Pack,

    /// <summary>Any bytes, without packets around them.</summary>
    Bytes,

    /// <summary>The end of the message: whatever comes belongs to what follows it.</summary>
    End,
}
