namespace GitProto.Spec;

/// <summary>What an item names.</summary>
public enum TargetKind
{
    /// <summary>A line.</summary>
    Line,

    /// <summary>A part of the message.</summary>
    Part,

    /// <summary>Another message.</summary>
    Message,

    /// <summary>A special packet of the framing.</summary>
    Special,

    /// <summary>A pack: it ends where its trailer ends.</summary>
    Pack,

    /// <summary>Bytes up to the end of the stream or of the band run.</summary>
    Bytes,
}
