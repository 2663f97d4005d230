using System;
using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Examples;

/// <summary>What decoding depends on beside the packets: the width of ids and the facts that hold.</summary>
internal sealed class DecodeContext(int hexWidth, Func<IReadOnlyList<CapabilitySpec>, bool> isOpen, Func<Fact, bool> holds, MessageSpec? error)
{
    public int HexWidth { get; } = hexWidth;

    /// <summary>Hears of every packet that is taken, and what for.</summary>
    public Action<Taken>? Took { get; set; }

    public LineMatcher Lines { get; } = new(hexWidth);

    /// <summary>The message that may stand in place of any packet of text: the one called <c>error</c>.</summary>
    public MessageSpec? Error { get; } = error;

    /// <summary>Whether one of the capabilities that allow something is agreed, or none is needed. What the message itself asks for is agreed.</summary>
    public bool IsOpen(IReadOnlyList<CapabilitySpec> gates, Node? asked) =>
        gates.Count == 0 || isOpen(gates) || gates.Any(gate => asked?.Items?.Any(word => IsNamed(word.Text!, gate.Id)) == true);

    public bool Holds(Fact fact) => holds(fact);

    private static bool IsNamed(string word, string id) => word == id || word.StartsWith(id + "=", StringComparison.Ordinal);

    public static DecodeContext Of(ExampleSpec example, int hexWidth, MessageSpec? error) => new(
        hexWidth,
        gates => gates.Any(gate => example.Given.Any(fact => fact.Capability == gate)),
        asked => example.Given.Any(fact => fact.Text == asked.Text),
        error);
}
