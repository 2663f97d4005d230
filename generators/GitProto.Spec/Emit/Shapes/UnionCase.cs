namespace GitProto.Spec.Emit;

/// <summary>One case of a choice: a line or a part.</summary>
internal sealed class UnionCase
{
    public UnionCase(ItemTarget target) => Target = target;

    public ItemTarget Target { get; }

    public string TypeName => Target.Line is { } line ? Names.Line(line) : Names.Part(Target.Part!);
}
