namespace GitProto.Storage;

/// <summary>What of a pack is reached.</summary>
internal sealed class PackReach(PackFile pack, PackLayout layout)
{
    private readonly PackMarks[] marks = new PackMarks[layout.Count];

    /// <summary>Headers of the entries.</summary>
    public PackLayout Layout => layout;

    /// <summary>The trees.</summary>
    public TreeHarvest Harvest { get; } = new(pack, layout);

    /// <summary>The position of an object, or -1.</summary>
    public int Find(in ObjectId id) => Harvest.Search.Find(ObjectId.AsSpan(in id)) is >= 0 and var place ? layout.Position(place) : -1;

    /// <summary>Marks an object.</summary>
    public void Reach(int position) => marks[position] |= PackMarks.Reached;

    /// <summary>Marks a tree as one whose entries are reached.</summary>
    /// <returns>False if it was before.</returns>
    public bool Enter(int position)
    {
        if ((marks[position] & PackMarks.Entered) != 0)
            return false;
        marks[position] |= PackMarks.Entered | PackMarks.Reached;
        return true;
    }

    /// <summary>Whether a tree is entered.</summary>
    public bool IsEntered(int position) => (marks[position] & PackMarks.Entered) != 0;

    /// <summary>Puts what is reached into a selection, in the order of the pack.</summary>
    public void Select(ObjectSelection selection, Action report, CancellationToken cancellationToken)
    {
        for (var position = 0; position < marks.Length; position++)
        {
            if ((marks[position] & PackMarks.Reached) == 0)
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            selection.IncludeStored(layout.Id(position), layout[position].ObjectType, Harvest.Hashes[position]);
            report();
        }
    }
}
