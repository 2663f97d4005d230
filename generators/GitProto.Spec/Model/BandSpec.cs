namespace GitProto.Spec;

/// <summary>A band: the number that the first byte of a banded packet gives.</summary>
public sealed class BandSpec
{
    internal BandSpec(byte number, string name, string doc, SourceSpan span) => (Number, Name, Doc, Span) = (number, name, doc, span);

    /// <summary>The number.</summary>
    public byte Number { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What it carries.</summary>
    public string Doc { get; }

    /// <summary>Where it stands.</summary>
    public SourceSpan Span { get; }
}
