namespace GitProto.Spec.Yaml;

internal abstract class YamlNode(SourceSpan span)
{
    public SourceSpan Span { get; } = span;

    /// <summary>What a person would call this node.</summary>
    public abstract string Shape { get; }
}
