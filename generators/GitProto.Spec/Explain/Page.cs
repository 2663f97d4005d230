using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GitProto.Spec.Explain;

/// <summary>Text for a terminal: titles at the margin, everything else indented, long sentences wrapped.</summary>
internal sealed class Page
{
    private const int Width = 100;

    private readonly StringBuilder _text = new();

    public void Title(string text)
    {
        if (_text.Length > 0)
            _text.Append('\n');
        _text.Append(text).Append('\n');
    }

    public void Line(string text, int indent = 2) => _text.Append(' ', text.Length == 0 ? 0 : indent).Append(text.TrimEnd(' ')).Append('\n');

    public void Blank() => _text.Append('\n');

    /// <summary>Sentences, wrapped between words.</summary>
    public void Sentences(string text, int indent = 2) => Wrap("", text, indent, indent);

    /// <summary>Names, and beside each what is to be said of it.</summary>
    public void Table(IEnumerable<(string Name, string Text)> rows, int indent = 2)
    {
        var all = rows.Where(row => row.Text.Length > 0 || row.Name.Length > 0).ToArray();
        if (all.Length == 0)
            return;
        var column = Math.Min(all.Max(row => row.Name.Length) + 2, 40);
        foreach (var (name, text) in all)
            Wrap(name.PadRight(column) + (name.Length >= column && text.Length > 0 ? "  " : ""), text, indent, indent + column);
    }

    public override string ToString() => _text.ToString();

    private void Wrap(string head, string text, int indent, int hanging)
    {
        var line = new StringBuilder().Append(' ', indent).Append(head);
        var isEmpty = true;
        foreach (var word in text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                Line(line.ToString(), 0);
                line.Clear().Append(' ', hanging);
                isEmpty = true;
            }
            line.Append(isEmpty ? "" : " ").Append(word);
            isEmpty = false;
        }
        Line(line.ToString(), 0);
    }
}
