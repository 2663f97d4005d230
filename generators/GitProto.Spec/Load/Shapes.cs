using GitProto.Spec.Yaml;

namespace GitProto.Spec.Load;

/// <summary>Takes a node for what it must be, or says what it is instead.</summary>
internal static class Shapes
{
    public static YamlScalar? Text(YamlNode? node, string what, DiagnosticBag bag)
    {
        if (node is null or YamlScalar)
            return node as YamlScalar;
        var hint = node is YamlList ? "; a text that begins with '[' must stand in quotes" : "";
        bag.Add("GP1004", $"'{what}' must be a text, not {node.Shape}{hint}", node.Span);
        return null;
    }

    public static YamlMap? Entries(YamlNode? node, string what, DiagnosticBag bag) => Take<YamlMap>(node, what, "a map", bag);

    public static YamlList? List(YamlNode? node, string what, DiagnosticBag bag) => Take<YamlList>(node, what, "a list", bag);

    private static T? Take<T>(YamlNode? node, string what, string shape, DiagnosticBag bag)
        where T : YamlNode
    {
        if (node is null or T)
            return node as T;
        bag.Add("GP1004", $"'{what}' must be {shape}, not {node.Shape}", node.Span);
        return null;
    }
}
