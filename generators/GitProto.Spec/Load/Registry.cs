using System;
using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Text;

namespace GitProto.Spec.Load;

/// <summary>What every phrase may refer to, by name; knows also the names of files that could not be read, which nobody is to be blamed for naming.</summary>
internal sealed class Registry
{
    private readonly Dictionary<string, Draft> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Draft> _capabilities = new(StringComparer.Ordinal);
    private readonly HashSet<string> _broken;
    private readonly HashSet<string> _services = new(StringComparer.Ordinal);

    public Registry(IReadOnlyList<Draft> drafts, IEnumerable<string> broken, DiagnosticBag bag)
    {
        Bag = bag;
        _broken = new HashSet<string>(broken, StringComparer.Ordinal);
        var kept = new List<Draft>();
        var seen = new Dictionary<(SpecKind, string), Draft>();
        foreach (var draft in drafts.OrderBy(one => one.Definition.Id, StringComparer.Ordinal))
        {
            var single = draft.Kind.Kind is SpecKind.Framing or SpecKind.Errors;
            var key = (draft.Kind.Kind, single ? "" : draft.Definition.Id);
            if (seen.TryGetValue(key, out var first))
            {
                var what = single ? $"there is a second {draft.Kind.Name}; a spec has one" : $"there is another {draft.Kind.Name} '{draft.Definition.Id}'";
                bag.Add("GP2003", what, draft.Definition.Span, first.Definition.Span);
                continue;
            }
            seen.Add(key, draft);
            kept.Add(draft);
            Register(draft);
        }
        Drafts = kept;
        var framing = (FramingSpec?)kept.FirstOrDefault(draft => draft.Kind.Kind == SpecKind.Framing)?.Definition;
        Framing = framing;
    }

    public DiagnosticBag Bag { get; }

    public IReadOnlyList<Draft> Drafts { get; }

    public FramingSpec? Framing { get; }

    public IEnumerable<string> MessageNames => _messages.Keys;

    public IEnumerable<string> CapabilityNames => _capabilities.Keys;

    public IEnumerable<string> Services => _services;

    public IEnumerable<Draft> Of(SpecKind kind) => Drafts.Where(draft => draft.Kind.Kind == kind);

    public IEnumerable<MessageSpec> Messages => Of(SpecKind.Message).Select(draft => (MessageSpec)draft.Definition);

    public IEnumerable<CapabilitySpec> Capabilities => Of(SpecKind.Capability).Select(draft => (CapabilitySpec)draft.Definition);

    public MessageSpec? Message(string id) => _messages.TryGetValue(id, out var draft) ? (MessageSpec)draft.Definition : null;

    public CapabilitySpec? Capability(string id) => _capabilities.TryGetValue(id, out var draft) ? (CapabilitySpec)draft.Definition : null;

    public PacketSpec? Packet(string name) => Framing?.Packet(name) ?? DefaultFraming.Packet(name);

    public PacketSpec? PacketWithDigits(string digits) =>
        Framing?.Packets.FirstOrDefault(packet => packet.Digits == digits) ?? DefaultFraming.WithDigits(digits);

    /// <summary>Says that a name is unknown, unless its file could not be read.</summary>
    public void Unknown(string name, SourceSpan span, string sentence, IEnumerable<string> known)
    {
        var dot = name.IndexOf('.');
        if (_broken.Contains(dot < 0 ? name : name.Substring(0, dot)))
            Bag.Lost(span);
        else
            Bag.Add("GP2001", sentence + Nearest.Hint(name, known), span);
    }

    private void Register(Draft draft)
    {
        if (draft.Kind.Kind == SpecKind.Message)
            _messages.Add(draft.Definition.Id, draft);
        if (draft.Kind.Kind == SpecKind.Capability)
            _capabilities.Add(draft.Definition.Id, draft);
        if (draft.Kind.Kind == SpecKind.Flow && draft.Text("service") is { } service)
            _services.Add(service.Value);
    }
}
