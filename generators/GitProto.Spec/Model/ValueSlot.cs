namespace GitProto.Spec;

/// <summary>One value that a line carries.</summary>
public sealed class ValueSlot
{
    internal ValueSlot(string name, FieldToken field, bool isOptional, bool isList) =>
        (Name, Field, IsOptional, IsList) = (name, field, isOptional, isList);

    /// <summary>The name of the field.</summary>
    public string Name { get; }

    /// <summary>The field (for one that stands again in a repeated group, the later one).</summary>
    public FieldToken Field { get; }

    /// <summary>Whether it may be absent.</summary>
    public bool IsOptional { get; }

    /// <summary>Whether it is a list: repeated, or words parted by blanks.</summary>
    public bool IsList { get; }
}
