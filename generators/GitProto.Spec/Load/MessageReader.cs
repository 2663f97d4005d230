using System;
using System.Linq;
using GitProto.Spec.Text;
using GitProto.Spec.Yaml;

namespace GitProto.Spec.Load;

/// <summary>Reads a message in two steps: first what it declares, then, once every message is known, what its phrases refer to.</summary>
internal sealed class MessageReader(Draft draft, Registry registry)
{
    private readonly MessageSpec _message = (MessageSpec)draft.Definition;
    private readonly DiagnosticBag _bag = registry.Bag;

    public void Declare(FieldReader fields)
    {
        _message.From = Roles.Parse(draft.Text("from"), _bag) ?? Role.Either;
        _message.Lines = LineReader.Read(draft.Entries("lines"), _message, _bag);
        _message.Fields = fields.Read();
        _message.Parts = [.. (draft.Entries("parts")?.Entries ?? []).Where(IsName).Select(entry => new PartSpec(entry.Key.Value, _message, entry.Key.Span))];
    }

    public void Resolve()
    {
        new PatternResolver(registry, _message.Fields).ResolveAll(_message.Lines);
        var items = new ItemReader(_message, registry);
        foreach (var entry in draft.Entries("parts")?.Entries ?? [])
        {
            if (_message.Part(entry.Key.Value) is { } part)
                Part(part, entry.Value, items);
        }
        if (draft.List("body") is { } body)
            _message.Body = items.Items(body);
        Newline();
    }

    private bool IsName(YamlEntry entry)
    {
        if (Names.IsName(entry.Key.Value))
            return true;
        _bag.Add("GP1009", $"'{entry.Key.Value}' cannot be the name of a part: lower case letters, digits, '-' and '_'", entry.Key.Span);
        return false;
    }

    private void Part(PartSpec part, YamlNode node, ItemReader items)
    {
        if (node is YamlList list)
        {
            part.Items = items.Items(list);
            return;
        }
        if (Shapes.Text(node, part.Name, _bag) is not { } text)
            return;
        var phrase = new Phrase(text);
        if (phrase.Remaining == 1 && phrase.Peek.IndexOf('.') > 0)
        {
            Loan(part, text);
            return;
        }
        part.Kind = PartKind.Choice;
        if (phrase.AtEnd)
            _bag.Add("GP1008", $"the part '{part.Name}' says nothing; it is a list, a choice 'a or b' or a loan 'message.part'", part.Span);
        else
            part.Alternatives = items.Alternatives(phrase);
        if (!phrase.AtEnd)
        {
            var (word, span) = phrase.Next();
            _bag.Add("GP1008", $"'{word}' has no place here; a choice is 'a or b', a sequence is a list", span);
        }
    }

    private void Loan(PartSpec part, YamlScalar text)
    {
        part.Kind = PartKind.Loan;
        var dot = text.Value.IndexOf('.');
        var (owner, name) = (text.Value.Substring(0, dot), text.Value.Substring(dot + 1));
        if (registry.Message(owner) is not { } lender)
            registry.Unknown(owner, text.At(0, dot), $"there is no message '{owner}' to borrow from", registry.MessageNames);
        else if (lender.Part(name) is not { } lent)
            registry.Unknown(name, text.At(dot + 1, name.Length), $"'{owner}' has no part '{name}'", lender.Parts.Select(one => one.Name));
        else if (ReferenceEquals(lent.Resolved, part))
            _bag.Add("GP2002", $"the loan of '{part.Name}' leads back to itself", text.Span, lent.Span);
        else
            part.Loan = lent;
    }

    private void Newline()
    {
        if (draft.Text("newline") is not { } text)
            return;
        const string Kept = "none, kept in ";
        if (text.Value == "none")
        {
            _message.Newline = NewlineMode.None;
        }
        else if (text.Value.StartsWith(Kept, StringComparison.Ordinal))
        {
            _message.Newline = NewlineMode.NoneKeptInPart;
            var name = text.Value.Substring(Kept.Length);
            _message.NewlineKeptIn = _message.Part(name);
            if (_message.NewlineKeptIn is null)
                registry.Unknown(name, text.At(Kept.Length, name.Length), $"this message has no part '{name}'", _message.Parts.Select(one => one.Name));
        }
        else
        {
            _bag.Add("GP1009", $"'newline' is 'none' or 'none, kept in <part>', not '{text.Value}'; without it LF is written", text.Span);
        }
    }
}
