namespace GitProto.Storage;

/// <summary>One change of a ref, with what must be there before.</summary>
public sealed record RefUpdate
{
    private RefUpdate(RefName name) => Name = name;

    /// <summary>The ref. If it is symbolic, what it leads to is changed, unless <see cref="NoFollow"/>.</summary>
    public RefName Name { get; }

    /// <summary>What the ref must be now: null for anything, the zero id for "does not exist".</summary>
    public ObjectId? Expected { get; private init; }

    /// <summary>What it becomes; null to delete it, or to make it symbolic.</summary>
    public ObjectId? Target { get; private init; }

    /// <summary>The ref it shall point to; null unless it becomes symbolic.</summary>
    public RefName? SymbolicTarget { get; private init; }

    /// <summary>Changes a symbolic ref itself, not what it leads to.</summary>
    public bool NoFollow { get; init; }

    /// <summary>Why it is changed, for its log; null for the reason of the transaction.</summary>
    public string? Message { get; init; }

    /// <summary>True if the ref goes away.</summary>
    public bool IsDelete => Target is null && SymbolicTarget is null;

    /// <summary>The same change of what is called so in a namespace.</summary>
    internal RefUpdate In(RefNamespace space) => new(space.Full(Name)) { Expected = Expected, Target = Target, SymbolicTarget = SymbolicTarget is { } target ? space.Full(target) : null, NoFollow = NoFollow, Message = Message };

    /// <summary>The same change of another ref.</summary>
    internal RefUpdate Of(RefName name) => new(name) { Expected = Expected, Target = Target, SymbolicTarget = SymbolicTarget, NoFollow = NoFollow, Message = Message };

    /// <summary>Makes a ref that must not exist.</summary>
    public static RefUpdate Create(RefName name, ObjectId target) => Change(name, ObjectId.Zero(target.Format), target);

    /// <summary>Moves a ref from one value to another; a zero id means absence on either side.</summary>
    public static RefUpdate Change(RefName name, ObjectId expected, ObjectId target) =>
        new(name) { Expected = expected, Target = target.IsZero ? null : target };

    /// <summary>Sets a ref, whatever it is now.</summary>
    public static RefUpdate Set(RefName name, ObjectId target) => new(name) { Target = target.IsZero ? null : target };

    /// <summary>Deletes a ref.</summary>
    /// <param name="name">The ref.</param>
    /// <param name="expected">What it must be now; null for anything.</param>
    public static RefUpdate Delete(RefName name, ObjectId? expected = null) => new(name) { Expected = expected };

    /// <summary>Makes a ref, HEAD for one, point to another ref, which need not exist.</summary>
    public static RefUpdate Symbolic(RefName name, RefName target) => new(name) { SymbolicTarget = target, NoFollow = true };
}
