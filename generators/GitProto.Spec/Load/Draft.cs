using GitProto.Spec.Keys;
using GitProto.Spec.Yaml;

namespace GitProto.Spec.Load;

/// <summary>A definition on its way into the model, beside the nodes it comes from.</summary>
internal sealed class Draft(SpecDefinition definition, KindSpec kind, YamlMap map, DiagnosticBag bag)
{
    public SpecDefinition Definition { get; } = definition;

    public KindSpec Kind { get; } = kind;

    public YamlMap Map { get; } = map;

    public YamlScalar? Text(string key) => Shapes.Text(Map.Find(key)?.Value, key, bag);

    public YamlMap? Entries(string key) => Shapes.Entries(Map.Find(key)?.Value, key, bag);

    public YamlList? List(string key) => Shapes.List(Map.Find(key)?.Value, key, bag);
}
