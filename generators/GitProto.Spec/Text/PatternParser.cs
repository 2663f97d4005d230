using System.Collections.Generic;
using System.Text;
using GitProto.Spec.Yaml;

namespace GitProto.Spec.Text;

/// <summary>Reads the text of a line: literal bytes, letters in either case, <c>&lt;field&gt;</c>, <c>[optional]</c>, <c>[repeated]...</c>, escapes.</summary>
internal sealed class PatternParser
{
    private readonly YamlScalar _scalar;
    private readonly string _text;
    private readonly int _end;
    private readonly DiagnosticBag _bag;
    private int _at;

    private PatternParser(YamlScalar scalar, int start, int end, DiagnosticBag bag) =>
        (_scalar, _text, _at, _end, _bag) = (scalar, scalar.Value, start, end, bag);

    public static LinePattern Parse(YamlScalar scalar, int start, int end, DiagnosticBag bag)
    {
        var parser = new PatternParser(scalar, start, end, bag);
        var tokens = parser.Tokens(-1);
        var span = end > start ? scalar.At(start, end - start) : scalar.Span;
        return new LinePattern(scalar.Value.Substring(start, end - start), tokens, span);
    }

    private List<PatternToken> Tokens(int opened)
    {
        var tokens = new List<PatternToken>();
        var literal = new List<byte>();
        var literalStart = _at;
        void Flush(int end)
        {
            if (literal.Count > 0)
                tokens.Add(new LiteralToken([.. literal], _scalar.At(literalStart, end - literalStart)));
            literal.Clear();
        }

        while (_at < _end)
        {
            var start = _at;
            if (literal.Count == 0)
                literalStart = start;
            switch (_text[_at])
            {
                case '<':
                    Flush(start);
                    Field(tokens);
                    break;
                case '[':
                    Flush(start);
                    Group(tokens);
                    break;
                case ']' when opened >= 0:
                    Flush(start);
                    return tokens;
                case ']' or '>':
                    Bad($"'{_text[_at]}' closes nothing; as text it is written '\\{_text[_at]}'", start, 1);
                    _at++;
                    break;
                case '\\' when _at + 1 < _end && _text[_at + 1] == 'i':
                    Flush(start);
                    Letters(tokens);
                    break;
                case '\\':
                    Escape(literal);
                    break;
                default:
                    Literal(literal);
                    break;
            }
        }
        Flush(_at);
        if (opened >= 0)
            Bad("'[' is never closed; as text it is written '\\['", opened, 1);
        return tokens;
    }

    private void Field(List<PatternToken> tokens)
    {
        var start = _at;
        var close = _text.IndexOf('>', start, _end - start);
        var name = close < 0 ? "" : _text.Substring(start + 1, close - start - 1);
        if (!Names.IsName(name))
        {
            Bad("'<' must open the name of a field, such as '<oid>'; as text it is written '\\<'", start, close < 0 ? 1 : close - start + 1);
            _at = close < 0 ? start + 1 : close + 1;
            return;
        }
        _at = close + 1;
        tokens.Add(new FieldToken(name, _scalar.At(start, _at - start)));
    }

    private void Group(List<PatternToken> tokens)
    {
        var start = _at++;
        var inner = Tokens(start);
        if (_at < _end)
            _at++;
        var repeated = _at + 3 <= _end && string.CompareOrdinal(_text, _at, "...", 0, 3) == 0;
        if (repeated)
            _at += 3;
        var span = _scalar.At(start, _at - start);
        if (inner.Count == 0)
            _bag.Add("GP1008", "there is nothing between the brackets", span);
        else
            tokens.Add(repeated ? new RepeatedToken(inner, span) : new OptionalToken(inner, span));
    }

    /// <summary>The letters behind <c>\i</c>.</summary>
    private void Letters(List<PatternToken> tokens)
    {
        var start = _at;
        _at += 2;
        var first = _at;
        while (_at < _end && _text[_at] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
            _at++;
        if (_at == first)
            Bad("'\\i' stands before letters that are read in either case", start, 2);
        else
            tokens.Add(new LiteralToken(Encoding.ASCII.GetBytes(_text.Substring(first, _at - first)), _scalar.At(start, _at - start), eitherCase: true));
    }

    private void Escape(List<byte> literal)
    {
        var width = Escapes.Read(_text, _at, _end, out var value);
        if (width == 0)
        {
            Bad("'\\' must begin one of \\0 to \\3, \\n, \\t, \\x41, \\i, \\\\, \\[, \\], \\<, \\>", _at, 1);
            _at++;
            return;
        }
        literal.Add(value);
        _at += width;
    }

    private void Literal(List<byte> literal)
    {
        var length = char.IsHighSurrogate(_text[_at]) && _at + 1 < _end ? 2 : 1;
        literal.AddRange(Encoding.UTF8.GetBytes(_text.Substring(_at, length)));
        _at += length;
    }

    private void Bad(string message, int start, int length) => _bag.Add("GP1008", message, _scalar.At(start, length));
}
