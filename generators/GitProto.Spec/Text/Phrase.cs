using System.Collections.Generic;
using GitProto.Spec.Yaml;

namespace GitProto.Spec.Text;

/// <summary>A scalar read word by word; every word knows its place.</summary>
internal sealed class Phrase
{
    private readonly YamlScalar _scalar;
    private readonly List<(int Start, string Word)> _words = [];
    private int _next;

    public Phrase(YamlScalar scalar)
        : this(scalar, 0, scalar.Value.Length)
    {
    }

    public Phrase(YamlScalar scalar, int start, int end)
    {
        _scalar = scalar;
        var at = start;
        while (at < end)
        {
            while (at < end && char.IsWhiteSpace(scalar.Value[at]))
                at++;
            var from = at;
            while (at < end && !char.IsWhiteSpace(scalar.Value[at]))
                at++;
            if (at > from)
                _words.Add((from, scalar.Value.Substring(from, at - from)));
        }
    }

    public string Text => _scalar.Value;

    public SourceSpan Span => _scalar.Span;

    public bool AtEnd => _next >= _words.Count;

    /// <summary>The word ahead; empty at the end.</summary>
    public string Peek => AtEnd ? "" : _words[_next].Word;

    /// <summary>The place of the word ahead, or of the whole phrase at its end.</summary>
    public SourceSpan Here => AtEnd ? _scalar.Span : _scalar.At(_words[_next].Start, _words[_next].Word.Length);

    public int Remaining => _words.Count - _next;

    public bool Take(string word)
    {
        if (Peek != word)
            return false;
        _next++;
        return true;
    }

    public (string Word, SourceSpan Span) Next()
    {
        var result = (Peek, Here);
        _next++;
        return result;
    }

    /// <summary>Takes the words if the phrase ends in them; used for suffixes such as <c>in any order</c>.</summary>
    public bool TakeSuffix(params string[] suffix)
    {
        if (Remaining <= suffix.Length)
            return false;
        for (var i = 0; i < suffix.Length; i++)
        {
            if (_words[_words.Count - suffix.Length + i].Word != suffix[i])
                return false;
        }
        _words.RemoveRange(_words.Count - suffix.Length, suffix.Length);
        return true;
    }

    public (string Word, SourceSpan Span)? TakeLast()
    {
        if (AtEnd)
            return null;
        var (start, word) = _words[_words.Count - 1];
        _words.RemoveAt(_words.Count - 1);
        return (word, _scalar.At(start, word.Length));
    }

    /// <summary>Takes back what <see cref="TakeLast"/> took.</summary>
    public void PutBack((string Word, SourceSpan Span) last) => _words.Add((_scalar.Value.LastIndexOf(last.Word, System.StringComparison.Ordinal), last.Word));
}
