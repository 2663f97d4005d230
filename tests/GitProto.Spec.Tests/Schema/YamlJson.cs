using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace GitProto.Spec.Tests.Schema;

/// <summary>A YAML text as an editor hands it to a schema: plain texts that look like numbers, truths or nothing are such.</summary>
internal static partial class YamlJson
{
    /// <summary>Reads the first document; null if an editor would not get as far as the schema.</summary>
    public static JsonNode? Read(string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 1 ? Node(stream.Documents[0].RootNode) : null;
        }
        catch (Exception e) when (e is YamlException or NotSupportedException)
        {
            return null;
        }
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(entry => KeyValuePair.Create(Key(entry.Key), Node(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value!),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new NotSupportedException(),
    };

    private static string Key(YamlNode node) => node is YamlScalarNode scalar ? scalar.Value! : throw new NotSupportedException();

    private static JsonValue? Plain(string text)
    {
        if (text is "" or "~" or "null" or "Null" or "NULL")
            return null;
        if (text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
            return JsonValue.Create(text[0] is 't' or 'T');
        return Number().IsMatch(text) ? JsonValue.Create(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)) : JsonValue.Create(text);
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Number();
}
