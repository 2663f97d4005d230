using System;

namespace GitProto.Spec.Examples;

/// <summary>Ends the decoding of an example: which packet, what is wrong with it, what could have come.</summary>
internal sealed class DecodeFailure(int line, string kind, string expected) : Exception($"line {line}, {kind}")
{
    public int Line { get; } = line;

    public string Kind { get; } = kind;

    /// <summary>What could have come instead, for a person.</summary>
    public string Expected { get; } = expected;
}
