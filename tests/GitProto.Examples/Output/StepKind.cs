namespace GitProto.Examples.Output;

/// <summary>What a comparison says of a line.</summary>
internal enum StepKind
{
    /// <summary>Shown and printed.</summary>
    Same,

    /// <summary>Shown, but not printed.</summary>
    Missing,

    /// <summary>Printed, but not shown.</summary>
    Extra,
}
