using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Keys;
using GitProto.Spec.Text;
using GitProto.Spec.Yaml;

namespace GitProto.Spec.Load;

/// <summary>Reads a flow: its sides, its states, and who may send what.</summary>
internal sealed class FlowReader(Draft draft, Registry registry)
{
    private readonly FlowSpec _flow = (FlowSpec)draft.Definition;
    private readonly DiagnosticBag _bag = registry.Bag;

    public void Resolve(FactReader facts)
    {
        Head();
        _flow.Between = Between();
        var states = draft.Entries("states")?.Entries ?? [];
        _flow.States = [.. states.Select(entry => new StateSpec(entry.Key.Value, _flow, entry.Key.Span))];
        for (var i = 0; i < states.Count; i++)
            State(_flow.States[i], states[i].Value, facts);
    }

    private void Head()
    {
        if (draft.Text("service") is { } service)
        {
            _flow.Service = service.Value;
            if (!Names.IsName(service.Value))
                _bag.Add("GP1009", $"'{service.Value}' cannot be the name of a service: lower case letters, digits, '-' and '_'", service.Span);
        }
        if (draft.Text("protocol") is not { } protocol)
            return;
        _flow.Protocols = [.. protocol.Value.Split(',').Select(one => one.Trim())];
        foreach (var version in _flow.Protocols.Where(one => !PlaceReader.IsVersion(one)))
            _bag.Add("GP1009", $"'{version}' is no version: 'protocol' lists them as in 'v0, v1'", protocol.Span);
    }

    private IReadOnlyList<Role> Between()
    {
        if (draft.Text("between") is not { } text)
            return [];
        var phrase = new Phrase(text);
        var roles = new List<Role>();
        do
        {
            var (word, span) = phrase.Next();
            if (Roles.Of(word) is { } role and not Role.Either)
                roles.Add(role);
            else
                _bag.Add("GP1009", $"'{word}' is no side of a flow: client, server or hook", span);
        }
        while (phrase.Take("and"));
        if (!phrase.AtEnd || roles.Count != 2)
            _bag.Add("GP1009", "'between' names two sides: 'client and server'", text.Span);
        return roles;
    }

    private void State(StateSpec state, YamlNode node, FactReader facts)
    {
        if (!Names.IsName(state.Name))
            _bag.Add("GP1009", $"'{state.Name}' cannot be the name of a state: lower case letters, digits, '-' and '_'", state.Span);
        if (node is YamlScalar scalar)
        {
            state.IsEnd = true;
            if (scalar.Value != "end")
                _bag.Add("GP1009", $"a state is a map, or 'end', not '{scalar.Value}'", scalar.Span);
            return;
        }
        if (Shapes.Entries(node, state.Name, _bag) is not { } map)
            return;
        var arrows = new List<ArrowSpec>();
        foreach (var entry in map.Entries)
            Entry(state, entry, arrows, facts);
        state.Arrows = arrows;
    }

    private void Entry(StateSpec state, YamlEntry entry, List<ArrowSpec> arrows, FactReader facts)
    {
        var key = entry.Key.Value;
        if (key == "doc")
        {
            state.Doc = Shapes.Text(entry.Value, "doc", _bag)?.Value ?? "";
        }
        else if (key == "source")
        {
            state.Source = Shapes.Text(entry.Value, key, _bag)?.Value ?? "";
        }
        else if (key == "since")
        {
            Since(state, entry.Value);
        }
        else if (key == "next turn")
        {
            if (Shapes.Text(entry.Value, key, _bag) is { } text)
                state.NextTurn = FindState(text.Value, text.Span);
        }
        else if (KindTable.StateKeys.Any(one => one.Name == key) && Roles.Of(key.Split(' ')[0]) is { } role)
        {
            if (_flow.Between.Count == 2 && !_flow.Between.Contains(role))
                _bag.Add("GP4003", $"the {Roles.Name(role)} is no side of this flow", entry.Key.Span);
            var reader = new ArrowReader(state, role, registry, facts, FindState);
            foreach (var node in Shapes.List(entry.Value, key, _bag)?.Items ?? [])
            {
                if (Shapes.Text(node, "an arrow", _bag) is { } text && reader.Read(text) is { } arrow)
                    arrows.Add(arrow);
            }
        }
        else
        {
            _bag.Add("GP1002", $"a state has no key '{key}'{Nearest.Hint(key, KindTable.StateKeys.Select(one => one.Name))}", entry.Key.Span);
        }
    }

    private void Since(StateSpec state, YamlNode node)
    {
        if (Shapes.Text(node, "since", _bag) is not { } text)
            return;
        state.Since = SinceVersion.Parse(text.Value);
        if (state.Since is null)
            _bag.Add("GP1009", $"'{text.Value}' is not a version; write it like 'git 2.18'", text.Span);
    }

    private StateSpec? FindState(string name, SourceSpan span)
    {
        var state = _flow.State(name);
        if (state is null)
            _bag.Add("GP2001", $"there is no state '{name}'{Nearest.Hint(name, _flow.States.Select(one => one.Name))}", span);
        return state;
    }
}
