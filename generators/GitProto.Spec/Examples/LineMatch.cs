using System.Collections.Generic;

namespace GitProto.Spec.Examples;

/// <summary>What came of matching one line: its value, or how far it got and what stopped it.</summary>
internal sealed class LineMatch
{
    /// <summary>What stopped it; nothing if the line matches.</summary>
    public string? Failure { get; set; }

    public int Offset { get; set; }

    public Node Fields { get; } = Node.Map();

    public Node? Capabilities { get; set; }

    /// <summary>The words of enumerations that stood in it; each may need a capability.</summary>
    public List<EnumValueSpec> Words { get; } = [];

    public bool Ok => Failure is null;
}
