namespace GitProto;

/// <summary>Something was sent or received, or a handle was used, where the flow does not allow it.</summary>
public sealed class FlowViolationException : GitProtoException
{
    /// <summary>Makes the error.</summary>
    public FlowViolationException(string flow, string state, string came, string allowed)
        : base($"{flow}: {came} is not allowed in state '{state}'; allowed: {allowed}.") =>
        (Flow, State) = (flow, state);

    /// <summary>The id of the flow.</summary>
    public string Flow { get; }

    /// <summary>The state the flow was in.</summary>
    public string State { get; }
}
