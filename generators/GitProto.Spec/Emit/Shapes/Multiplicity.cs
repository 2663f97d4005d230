namespace GitProto.Spec.Emit;

/// <summary>How often a member stands.</summary>
internal enum Multiplicity
{
    One,
    Maybe,
    Each,
}
