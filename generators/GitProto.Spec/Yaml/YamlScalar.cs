using System;

namespace GitProto.Spec.Yaml;

/// <summary>A scalar that can say where each of its characters stands in the file.</summary>
internal sealed class YamlScalar(SourceSpan span, string value, bool isQuoted, Lazy<ScalarMap> map) : YamlNode(span)
{
    public string Value { get; } = value;

    public bool IsQuoted { get; } = isQuoted;

    public bool IsEmpty => Value.Length == 0;

    public override string Shape => IsEmpty ? "nothing" : "a text";

    public SourceSpan At(int start, int length) => map.Value.Span(start, length);
}
