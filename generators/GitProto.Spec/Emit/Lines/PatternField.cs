namespace GitProto.Spec.Emit;

/// <summary>A field of a pattern as C# sees it.</summary>
internal sealed class PatternField
{
    public PatternField(FieldToken token, bool optional, RepeatedToken? repeated)
    {
        Token = token;
        IsOptional = optional;
        Repeated = repeated;
        Name = Naming.Pascal(token.Name);
        if (repeated is not null)
            Name = Naming.Plural(Name);
        Local = Naming.Camel(token.Name) + (repeated is not null ? "Part" : "Field");
    }

    public FieldToken Token { get; }

    public bool IsOptional { get; }

    /// <summary>The group that repeats it, or null.</summary>
    public RepeatedToken? Repeated { get; }

    public string Name { get; }

    public string Local { get; }

    /// <summary>The owned type of one.</summary>
    public string OwnedElement => LineTypes.Owned(Token);

    /// <summary>The type of the property of an owned record.</summary>
    public string Owned => Repeated is not null ? $"IReadOnlyList<{OwnedElement}>" : IsOptional ? OwnedElement + "?" : OwnedElement;

    /// <summary>True if the view keeps the bytes themselves.</summary>
    public bool IsSpan => Repeated is not null || OwnedElement is not ("ObjectId" or "long") && !IsClosed;

    /// <summary>True for a closed set of words: an enum.</summary>
    public bool IsClosed => Token.Type == FieldType.Set && Token.Spec!.Resolved is { Kind: FieldSetKind.Enumeration, IsOpen: false };

    /// <summary>The type of the property of a view.</summary>
    public string View => IsSpan ? "ReadOnlySpan<byte>" : IsOptional ? OwnedElement + "?" : OwnedElement;
}
