namespace GitProto.Storage;

/// <summary>What a tree links to and its delta base does not: where the links lie, and how many there are.</summary>
internal struct TreeLinks
{
    /// <summary>The number of the worker that read the tree, from 1 on; 0 if it was not read.</summary>
    public int Worker;

    /// <summary>Where its links begin among those of the worker.</summary>
    public int First;

    /// <summary>How many there are.</summary>
    public int Count;
}
