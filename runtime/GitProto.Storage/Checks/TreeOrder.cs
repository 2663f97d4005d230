namespace GitProto.Storage;

/// <summary>
/// The order of a tree's entries, where a directory counts as its name with a slash. So the file <c>a</c> and the directory <c>a</c> may be
/// far apart: files whose name is the beginning of what follows are kept until they are passed.
/// </summary>
internal sealed class TreeOrder
{
    private readonly Stack<(int Start, int Length)> files = new();
    private (int Start, int Length, bool IsTree)? last;

    /// <summary>Begins with a tree.</summary>
    public void Begin()
    {
        files.Clear();
        last = null;
    }

    /// <summary>Takes the next entry.</summary>
    public TreeFlaws Add(ReadOnlySpan<byte> tree, int start, int length, bool isTree)
    {
        var flaws = last is { } before ? Compare(tree, before, (start, length, isTree)) : TreeFlaws.None;
        last = (start, length, isTree);
        return flaws;
    }

    private static int Key(ReadOnlySpan<byte> name, int at, bool isTree) => at < name.Length ? name[at] : isTree ? '/' : 0;

    private TreeFlaws Compare(ReadOnlySpan<byte> tree, (int Start, int Length, bool IsTree) before, (int Start, int Length, bool IsTree) next)
    {
        var left = tree.Slice(before.Start, before.Length);
        var right = tree.Slice(next.Start, next.Length);
        var shared = left.CommonPrefixLength(right);
        if (shared == left.Length && shared == right.Length)
            return TreeFlaws.Duplicate;
        var (leftKey, rightKey) = (Key(left, shared, before.IsTree), Key(right, shared, next.IsTree));
        // Only what is less than a slash can stand between a file and the directory of its name.
        if (leftKey == 0 && rightKey < '/')
            files.Push((before.Start, before.Length));
        else if (next.IsTree && shared == right.Length && leftKey < '/' && IsFile(tree, right))
            return TreeFlaws.Duplicate;
        return leftKey <= rightKey ? TreeFlaws.None : TreeFlaws.Unsorted;
    }

    private bool IsFile(ReadOnlySpan<byte> tree, ReadOnlySpan<byte> name)
    {
        while (files.TryPeek(out var file))
        {
            var kept = tree.Slice(file.Start, file.Length);
            if (name.StartsWith(kept) && name.Length > kept.Length && name[kept.Length] < '/')
                return false;
            files.Pop();
            if (name.SequenceEqual(kept))
                return true;
        }
        return false;
    }
}
