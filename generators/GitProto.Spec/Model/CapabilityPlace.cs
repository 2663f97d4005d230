namespace GitProto.Spec;

/// <summary>One place where a capability is offered or asked for, and what it looks like there.</summary>
public sealed class CapabilityPlace
{
    internal CapabilityPlace(PlaceKind kind, string name, LinePattern pattern, SourceSpan span) =>
        (Kind, Name, Pattern, Span) = (kind, name, pattern, span);

    /// <summary>The kind of place.</summary>
    public PlaceKind Kind { get; }

    /// <summary>The name of the place: a service, a version (<c>v2</c>), a capability or a message.</summary>
    public string Name { get; }

    /// <summary>What the word looks like there. In a message: the pattern of the line.</summary>
    public LinePattern Pattern { get; }

    /// <summary>Where the place stands.</summary>
    public SourceSpan Span { get; }

    /// <summary>Whether it may stand more than once.</summary>
    public bool Repeated { get; internal set; }

    /// <summary>Whether it stands there only if the transport forgets between turns.</summary>
    public bool IfStateless { get; internal set; }

    /// <summary>The capability whose feature it is.</summary>
    public CapabilitySpec? Capability { get; internal set; }

    /// <summary>The message whose line it is.</summary>
    public MessageSpec? Message { get; internal set; }

    /// <summary>The line that it is.</summary>
    public LineSpec? Line { get; internal set; }
}
