namespace GitProto.Storage;

/// <summary>A base on the path a resolver went down, and what of its children is still to do.</summary>
internal sealed class BaseFrame
{
    /// <summary>Index of the base's entry.</summary>
    public int Entry;

    /// <summary>Number of deltas between it and a whole object.</summary>
    public int Depth;

    /// <summary>Its body; null if it was dropped to save memory and has to be made again.</summary>
    public ObjectBody? Body;

    /// <summary>The next OFS delta on it, or -1.</summary>
    public int Child;

    /// <summary>The next REF delta on it, or -1.</summary>
    public int Waiting;

    /// <summary>The OFS delta to take last, or -1.</summary>
    public int Last;

    /// <summary>Whether no child is left.</summary>
    public bool IsDone => Child < 0 && Waiting < 0 && Last < 0;

    /// <summary>Takes the next child.</summary>
    public int Next(DeltaForest forest)
    {
        if (Child < 0 && Waiting < 0)
            return TakeLast();
        ref var list = ref Child >= 0 ? ref Child : ref Waiting;
        var child = list;
        list = forest.NextChild(child);
        return child;
    }

    private int TakeLast()
    {
        var child = Last;
        Last = -1;
        return child;
    }
}
