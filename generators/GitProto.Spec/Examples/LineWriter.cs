using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GitProto.Spec.Examples;

/// <summary>Writes a line from the values of its fields.</summary>
internal sealed class LineWriter(int hexWidth)
{
    /// <summary>Writes the line. The capabilities, if there are any, go where the pattern has room for them.</summary>
    public byte[] Write(LinePattern pattern, Node? value, Node? capabilities)
    {
        var fields = pattern.Shape switch
        {
            LineShape.Single => Named(pattern.Values[0].Name, value),
            _ => value is { IsMap: true } ? value : Node.Map(),
        };
        var bytes = new List<byte>();
        Tokens(pattern.Tokens, new Source(fields, capabilities), bytes);
        return [.. bytes];
    }

    private static Node Named(string name, Node? value)
    {
        var map = Node.Map();
        if (value is not null)
            map.Set(name, value);
        return map;
    }

    private void Tokens(IReadOnlyList<PatternToken> tokens, Source source, List<byte> bytes)
    {
        foreach (var token in tokens)
        {
            if (token is LiteralToken literal)
                bytes.AddRange(literal.Bytes);
            else if (token is FieldToken field)
                Field(field, source, bytes);
            else if (token is OptionalToken group && source.Has(group.Tokens))
                Tokens(group.Tokens, source, bytes);
            else if (token is RepeatedToken many)
                Repeat(many, source, bytes);
        }
    }

    private void Repeat(RepeatedToken many, Source source, List<byte> bytes)
    {
        while (source.Has(many.Tokens))
            Tokens(many.Tokens, source, bytes);
    }

    private void Field(FieldToken field, Source source, List<byte> bytes)
    {
        if (field.Type == FieldType.ZeroOid)
            bytes.AddRange(Enumerable.Repeat((byte)'0', hexWidth));
        else if (field.Type == FieldType.Capabilities)
            bytes.AddRange(Words(source.TakeCapabilities()));
        else if (field.Type == FieldType.Features)
            bytes.AddRange(Words([.. source.TakeAll(field.Name).Select(word => Node.Of(InSet(field.Spec, word)))]));
        else if (source.Take(field) is { } value)
            bytes.AddRange(InSet(field.Spec, value));
        else
            throw new EncodeFailure($"there is no value for <{field.Name}>");
    }

    private byte[] InSet(FieldSpec? set, Node value)
    {
        if (set is { Kind: FieldSetKind.Structure })
            return Write(set.Patterns[0].Pattern, value, null);
        if (value.Bytes is { } plain)
            return plain;
        if (value.Entries.Count == 1 && set?.Patterns.FirstOrDefault(one => one.Name == value.Entries[0].Key) is { } pattern)
            return Write(pattern.Pattern, value.Entries[0].Value, null);
        throw new EncodeFailure($"{value} is no word of '{set?.Name}'");
    }

    private static byte[] Words(IReadOnlyList<Node> words) =>
        [.. words.SelectMany((word, i) => (i == 0 ? [] : new[] { (byte)' ' }).Concat(word.Bytes ?? Encoding.UTF8.GetBytes(word.ToString())))];

    /// <summary>Hands out the values of a line; the elements of a list one by one.</summary>
    private sealed class Source(Node fields, Node? capabilities)
    {
        private readonly Dictionary<string, int> _taken = [];
        private bool _hasCapabilities = capabilities?.Items is { Count: > 0 };

        public bool Has(IEnumerable<PatternToken> tokens) => tokens.Any(token => token switch
        {
            FieldToken { Type: FieldType.Capabilities } => _hasCapabilities,
            FieldToken field => Left(field) > 0,
            OptionalToken group => Has(group.Tokens),
            RepeatedToken many => Has(many.Tokens),
            _ => false,
        });

        public Node? Take(FieldToken field)
        {
            var value = fields.Get(field.Name);
            if (!field.IsListed)
                return value;
            var at = Taken(field.Name);
            if (at >= (value?.Items?.Count ?? 0))
                return null;
            _taken[field.Name] = at + 1;
            return value!.Items![at];
        }

        public IReadOnlyList<Node> TakeAll(string name)
        {
            var items = fields.Get(name)?.Items ?? [];
            _taken[name] = items.Count;
            return items;
        }

        public IReadOnlyList<Node> TakeCapabilities()
        {
            _hasCapabilities = false;
            return capabilities?.Items ?? [];
        }

        private int Left(FieldToken field)
        {
            var value = fields.Get(field.Name);
            return value?.Items is { } items && field.IsListed ? items.Count - Taken(field.Name) : value is null ? 0 : 1;
        }

        private int Taken(string name) => _taken.TryGetValue(name, out var taken) ? taken : 0;
    }
}
