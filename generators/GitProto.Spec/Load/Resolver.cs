using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Grammar;
using GitProto.Spec.Text;
using GitProto.Spec.Yaml;

namespace GitProto.Spec.Load;

/// <summary>Turns drafts into the model: declares everything, then resolves names, then computes what may come first.</summary>
internal sealed class Resolver
{
    private readonly Registry _registry;
    private readonly DiagnosticBag _bag;
    private readonly List<(FieldSpec Field, YamlScalar Loan)> _loans = [];

    public Resolver(IReadOnlyList<Draft> drafts, IEnumerable<string> broken, DiagnosticBag bag)
    {
        _bag = bag;
        foreach (var draft in drafts.Where(draft => draft.Definition is FramingSpec))
            FramingReader.Read(draft, bag);
        _registry = new Registry(drafts, broken, bag);
    }

    public SpecModel Resolve()
    {
        Declare();
        foreach (var (field, loan) in _loans)
            Lend(field, loan);
        foreach (var definition in _registry.Drafts.Select(draft => draft.Definition))
        {
            if (definition is ErrorsSpec errors)
                new PatternResolver(_registry, errors.Fields).ResolveAll(errors.Lines);
            else if (definition is TransportSpec transport)
                new PatternResolver(_registry, transport.Fields).ResolveAll(transport.Lines);
        }
        var facts = new FactReader(_registry);
        foreach (var draft in _registry.Of(SpecKind.Message))
            new MessageReader(draft, _registry).Resolve();
        foreach (var draft in _registry.Of(SpecKind.Capability))
            new CapabilityReader(draft, _registry).Resolve(facts);
        foreach (var draft in _registry.Of(SpecKind.Message))
            Banded(draft, facts);
        foreach (var draft in _registry.Of(SpecKind.Flow))
            new FlowReader(draft, _registry).Resolve(facts);
        foreach (var draft in _registry.Drafts)
            draft.Definition.Examples = new ExampleReader(draft, facts, _registry).Read();
        new Circles(_bag).Break(_registry.Messages);
        var firsts = new FirstSets();
        foreach (var message in _registry.Messages)
            firsts.Message(message);
        FollowSets.Compute(_registry.Messages);
        return new SpecModel([.. _registry.Drafts.Select(draft => draft.Definition)]);
    }

    private void Declare()
    {
        foreach (var draft in _registry.Drafts)
        {
            var fields = new FieldReader(draft, _bag);
            switch (draft.Definition)
            {
                case MessageSpec:
                    new MessageReader(draft, _registry).Declare(fields);
                    break;
                case CapabilitySpec:
                    new CapabilityReader(draft, _registry).Declare(fields);
                    break;
                case ErrorsSpec errors:
                    (errors.Lines, errors.Fields) = (LineReader.Read(draft.Entries("lines"), errors, _bag), fields.Read());
                    break;
                case TransportSpec transport:
                    (transport.Lines, transport.Fields) = (LineReader.Read(draft.Entries("lines"), transport, _bag), fields.Read());
                    break;
            }
            _loans.AddRange(fields.Loans);
        }
    }

    private void Lend(FieldSpec field, YamlScalar loan)
    {
        var dot = loan.Value.IndexOf('.');
        var (owner, name) = (loan.Value.Substring(0, dot), loan.Value.Substring(dot + 1));
        IReadOnlyList<FieldSpec>? fields = _registry.Message(owner)?.Fields ?? _registry.Capability(owner)?.Fields;
        field.IsOpen = true;
        if (fields is null)
            _registry.Unknown(owner, loan.At(0, dot), $"there is no message '{owner}' to borrow from", _registry.MessageNames);
        else if (fields.FirstOrDefault(one => one.Name == name) is not { } lent)
            _registry.Unknown(name, loan.At(dot + 1, name.Length), $"'{owner}' has no field '{name}'", fields.Select(one => one.Name));
        else if (ReferenceEquals(lent.Resolved, field))
            _bag.Add("GP2002", $"the loan of '{field.Name}' leads back to itself", loan.Span, lent.Span);
        else
            (field.Loan, field.IsOpen) = (lent, false);
    }

    private void Banded(Draft draft, FactReader facts)
    {
        if (draft.Text("banded") is not { } text)
            return;
        var phrase = new Phrase(text);
        var opened = phrase.Take("if");
        var (word, span) = phrase.Next();
        if (!opened || word.Length == 0 || !phrase.AtEnd)
            _bag.Add("GP1009", "'banded' is 'if <fact>'", text.Span);
        else
            ((MessageSpec)draft.Definition).BandedIf = facts.Fact(word, span);
    }
}
