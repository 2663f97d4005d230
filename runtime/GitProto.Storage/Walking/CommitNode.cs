namespace GitProto.Storage;

/// <summary>What a walk keeps of a commit.</summary>
internal struct CommitNode
{
    /// <summary>When it was committed, in seconds since 1970.</summary>
    public long Time;

    /// <summary>Where its parents begin in the graph's list of parents.</summary>
    public int FirstParent;

    /// <summary>How many parents it has, after cutting at the shallow boundary.</summary>
    public int ParentCount;

    /// <summary>The number of its tree in the graph's table of trees.</summary>
    public int Tree;

    /// <summary>What is known of it.</summary>
    public CommitState State;

    /// <summary>Marks of the walk that uses the graph.</summary>
    public CommitMarks Marks;
}
