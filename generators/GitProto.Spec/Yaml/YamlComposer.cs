using System;
using System.Collections.Generic;
using System.IO;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GitProto.Spec.Yaml;

/// <summary>Composes nodes with places from the parser's events; says what the language leaves out: anchors, tags, doubled keys.</summary>
internal sealed class YamlComposer
{
    private readonly SpecSource _source;
    private readonly DiagnosticBag _bag;
    private readonly string[] _lines;
    private readonly Parser _parser;

    private YamlComposer(SpecSource source, DiagnosticBag bag)
    {
        (_source, _bag) = (source, bag);
        _lines = source.Text.Replace("\r\n", "\n").Split('\n');
        _parser = new Parser(new StringReader(source.Text));
    }

    public static YamlNode? Compose(SpecSource source, DiagnosticBag bag)
    {
        var composer = new YamlComposer(source, bag);
        try
        {
            return composer.Document();
        }
        catch (YamlException problem)
        {
            bag.Add("GP1001", SyntaxHint.Sentence(problem, composer._lines), composer.Span(problem.Start, problem.End));
            return null;
        }
    }

    private YamlNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            _bag.Add("GP1001", "the file is empty; a spec file begins with its kind", new SourceSpan(_source.Path, 1, 1, 1, 1));
            return null;
        }
        var root = Node();
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
            _bag.Add("GP1001", "a spec file holds one document; move the second into its own file", Span(second.Start, second.End));
        return root;
    }

    private YamlNode Node()
    {
        if (_parser.TryConsume<Scalar>(out var scalar))
            return ScalarNode(scalar);
        if (_parser.TryConsume<MappingStart>(out var map))
            return Map(map);
        if (_parser.TryConsume<SequenceStart>(out var list))
            return List(list);
        var alias = _parser.Consume<AnchorAlias>();
        _bag.Add("GP1001", $"'*{alias.Value}' refers to an anchor; the language has none, write the text out", Span(alias.Start, alias.End));
        return new YamlMap(Span(alias.Start, alias.End), []);
    }

    private YamlScalar ScalarNode(Scalar scalar)
    {
        Refuse(scalar);
        var span = Span(scalar.Start, scalar.End);
        var map = new Lazy<ScalarMap>(() => ScalarMapper.Map(span, scalar.Value, scalar.Style, _lines), isThreadSafe: false);
        return new YamlScalar(span, scalar.Value, scalar.Style is not ScalarStyle.Plain, map);
    }

    private YamlMap Map(MappingStart start)
    {
        Refuse(start);
        var entries = new List<YamlEntry>();
        var seen = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);
        MappingEnd? end;
        while (!_parser.TryConsume<MappingEnd>(out end))
        {
            var key = Node();
            var value = Node();
            if (key is not YamlScalar name)
                _bag.Add("GP1004", $"a key must be a text, not {key.Shape}", key.Span);
            else if (seen.TryGetValue(name.Value, out var first))
                _bag.Add("GP1007", $"'{name.Value}' stands here twice", name.Span, first);
            else
            {
                seen.Add(name.Value, name.Span);
                entries.Add(new YamlEntry(name, value));
            }
        }
        return new YamlMap(Span(start.Start, end.End), entries);
    }

    private YamlList List(SequenceStart start)
    {
        Refuse(start);
        var items = new List<YamlNode>();
        SequenceEnd? end;
        while (!_parser.TryConsume<SequenceEnd>(out end))
            items.Add(Node());
        return new YamlList(Span(start.Start, end.End), items);
    }

    private void Refuse(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
            _bag.Add("GP1001", $"'&{node.Anchor.Value}' is an anchor; the language has none, write the text out", Span(node.Start, node.End));
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
            _bag.Add("GP1001", $"'{node.Tag.Value}' is a tag; the language has none", Span(node.Start, node.End));
    }

    private SourceSpan Span(Mark start, Mark end) =>
        new(_source.Path, Math.Max(1, (int)start.Line), Math.Max(1, (int)start.Column), Math.Max(1, (int)end.Line), Math.Max(1, (int)end.Column));
}
