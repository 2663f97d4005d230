namespace GitProto.Spec;

/// <summary>A special packet: four digits and nothing behind them.</summary>
public sealed class PacketSpec
{
    internal PacketSpec(string digits, string name, string doc, SourceSpan span) => (Digits, Name, Doc, Span) = (digits, name, doc, span);

    /// <summary>The four digits.</summary>
    public string Digits { get; }

    /// <summary>The name that items and arrows use.</summary>
    public string Name { get; }

    /// <summary>What it means.</summary>
    public string Doc { get; }

    /// <summary>Where it stands.</summary>
    public SourceSpan Span { get; }
}
