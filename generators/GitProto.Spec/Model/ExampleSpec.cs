using System.Collections.Generic;

namespace GitProto.Spec;

/// <summary>An example: packets, and what they say or where they fail.</summary>
public sealed class ExampleSpec
{
    internal ExampleSpec(string name, SourceSpan span) => (Name, Span) = (name, span);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Where the name stands.</summary>
    public SourceSpan Span { get; }

    /// <summary>The program whose traffic it was cut from: <c>git 2.39.5</c>; absent if it was not.</summary>
    public string? Captured { get; internal set; }

    /// <summary>Why it was made up; absent if it was not, or if it must fail.</summary>
    public string? Invented { get; internal set; }

    /// <summary>The facts that hold.</summary>
    public IReadOnlyList<Fact> Given { get; internal set; } = [];

    /// <summary>The packets, one for each line of <c>pkt</c>.</summary>
    public IReadOnlyList<ExamplePacket> Packets { get; internal set; } = [];

    /// <summary>One line of text, for kinds that have lines but no packets; absent where there are packets.</summary>
    public ExamplePacket? Text { get; internal set; }

    /// <summary>The value that the packets decode to; absent if they must fail.</summary>
    public ExampleValue? Value { get; internal set; }

    /// <summary>How they must fail; absent if they decode.</summary>
    public ExampleFailure? Fails { get; internal set; }
}
