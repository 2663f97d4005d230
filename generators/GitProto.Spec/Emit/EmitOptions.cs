namespace GitProto.Spec.Emit;

/// <summary>What the emitted code is called.</summary>
public sealed class EmitOptions
{
    /// <summary>The namespace of everything emitted.</summary>
    public string Namespace { get; set; } = "GitProto.Protocol";
}
