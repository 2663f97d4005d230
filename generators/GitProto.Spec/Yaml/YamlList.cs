using System.Collections.Generic;

namespace GitProto.Spec.Yaml;

internal sealed class YamlList(SourceSpan span, IReadOnlyList<YamlNode> items) : YamlNode(span)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;

    public override string Shape => "a list";
}
