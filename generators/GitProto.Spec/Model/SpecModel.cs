using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec;

/// <summary>A whole spec, resolved: every list is in ordinal order of the ids.</summary>
public sealed class SpecModel
{
    private readonly Dictionary<string, MessageSpec> _messages;
    private readonly Dictionary<string, CapabilitySpec> _capabilities;
    private readonly Dictionary<string, FlowSpec> _flows;

    internal SpecModel(IReadOnlyList<SpecDefinition> definitions)
    {
        All = definitions;
        Messages = [.. definitions.OfType<MessageSpec>()];
        Capabilities = [.. definitions.OfType<CapabilitySpec>()];
        Flows = [.. definitions.OfType<FlowSpec>()];
        Transports = [.. definitions.OfType<TransportSpec>()];
        Framing = definitions.OfType<FramingSpec>().FirstOrDefault();
        Errors = definitions.OfType<ErrorsSpec>().FirstOrDefault();
        _messages = Messages.ToDictionary(one => one.Id);
        _capabilities = Capabilities.ToDictionary(one => one.Id);
        _flows = Flows.ToDictionary(one => one.Id);
    }

    /// <summary>Whether nothing was lost on the way here.</summary>
    internal bool IsWhole { get; init; } = true;

    /// <summary>Every definition.</summary>
    public IReadOnlyList<SpecDefinition> All { get; }

    /// <summary>The messages.</summary>
    public IReadOnlyList<MessageSpec> Messages { get; }

    /// <summary>The capabilities.</summary>
    public IReadOnlyList<CapabilitySpec> Capabilities { get; }

    /// <summary>The flows.</summary>
    public IReadOnlyList<FlowSpec> Flows { get; }

    /// <summary>The words outside packets.</summary>
    public IReadOnlyList<TransportSpec> Transports { get; }

    /// <summary>The framing; absent if no file defines it, in which case items and arrows know <c>flush</c>, <c>delim</c> and <c>response-end</c>.</summary>
    public FramingSpec? Framing { get; }

    /// <summary>The named refusals.</summary>
    public ErrorsSpec? Errors { get; }

    /// <summary>Finds a message.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The message, or nothing.</returns>
    public MessageSpec? Message(string id) => _messages.TryGetValue(id, out var found) ? found : null;

    /// <summary>Finds a capability.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The capability, or nothing.</returns>
    public CapabilitySpec? Capability(string id) => _capabilities.TryGetValue(id, out var found) ? found : null;

    /// <summary>Finds a flow.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The flow, or nothing.</returns>
    public FlowSpec? Flow(string id) => _flows.TryGetValue(id, out var found) ? found : null;
}
