using System;

namespace GitProto.Spec.Emit;

/// <summary>One of several things a packet may be: when, and what to do then.</summary>
internal sealed class Branch
{
    public Branch(string condition, Action body, string? flag = null) => (Condition, Body, Flag) = (condition, body, flag);

    /// <summary>The C# condition on the packet <c>p</c>.</summary>
    public string Condition { get; }

    /// <summary>Emits what to do.</summary>
    public Action Body { get; }

    /// <summary>The local that tells whether it has come, where it may come once only.</summary>
    public string? Flag { get; }
}
