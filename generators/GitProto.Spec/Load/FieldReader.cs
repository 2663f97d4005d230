using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Text;
using GitProto.Spec.Yaml;

namespace GitProto.Spec.Load;

/// <summary>Reads <c>fields</c>: enumerations, maps of patterns, structures and loans. Types of inner fields are resolved later.</summary>
internal sealed class FieldReader(Draft draft, DiagnosticBag bag)
{
    public List<(FieldSpec Field, YamlScalar Loan)> Loans { get; } = [];

    public IReadOnlyList<FieldSpec> Read()
    {
        var fields = new List<FieldSpec>();
        foreach (var entry in draft.Entries("fields")?.Entries ?? [])
        {
            var field = new FieldSpec(entry.Key.Value, draft.Definition, entry.Key.Span);
            if (!Names.IsName(entry.Key.Value))
                bag.Add("GP1009", $"'{entry.Key.Value}' cannot be the name of a field: lower case letters, digits, '-' and '_'", entry.Key.Span);
            if (entry.Value is YamlMap map)
                Patterns(field, map);
            else if (Shapes.Text(entry.Value, entry.Key.Value, bag) is { } text)
                Phrase(field, text);
            else
                continue;
            fields.Add(field);
        }
        return fields;
    }

    private void Patterns(FieldSpec field, YamlMap map)
    {
        (field.Kind, field.IsOpen) = (FieldSetKind.Patterns, true);
        field.Patterns = LineReader.Read(map, draft.Definition, bag);
    }

    private void Phrase(FieldSpec field, YamlScalar text)
    {
        if (text.Value.IndexOf('|') >= 0)
        {
            Enumeration(field, text);
        }
        else if (text.Value.IndexOf('<') >= 0 || text.Value.IndexOf('[') >= 0)
        {
            field.Kind = FieldSetKind.Structure;
            field.Patterns = [LineReader.Line(field.Name, field.Span, text, draft.Definition, bag)];
        }
        else if (text.Value.IndexOf('.') > 0)
        {
            field.Kind = FieldSetKind.Loan;
            Loans.Add((field, text));
        }
        else
        {
            Enumeration(field, text);
        }
    }

    private void Enumeration(FieldSpec field, YamlScalar text)
    {
        var values = new List<EnumValueSpec>();
        var start = 0;
        foreach (var piece in text.Value.Split('|'))
        {
            var word = piece.Trim();
            var span = text.At(start + piece.Length - piece.TrimStart().Length, word.Length);
            start += piece.Length + 1;
            if (word == "...")
                field.IsOpen = true;
            else if (word.Length == 0 || word.Any(char.IsWhiteSpace))
                bag.Add("GP1009", $"'{word}' cannot be a word of '{field.Name}'; words are parted by ' | ' and hold no blank", word.Length == 0 ? text.Span : span);
            else if (values.Any(value => value.Text == word))
                bag.Add("GP1009", $"'{word}' stands twice in '{field.Name}'", span);
            else
                values.Add(new EnumValueSpec(word, field, span));
        }
        (field.Kind, field.Values) = (FieldSetKind.Enumeration, values);
    }
}
