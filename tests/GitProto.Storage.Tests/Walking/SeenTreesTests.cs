using System.Text;

namespace GitProto.Storage.Tests.Walking;

public sealed class SeenTreesTests
{
    [Test]
    public void What_is_not_new_has_been_met([Values] ObjectFormat format, [Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var seen = new SeenTrees(format);
        var met = new HashSet<ObjectId>();
        var entries = Enumerable.Range(0, random.Next(60)).Select(_ => Entry(random, format)).ToList();
        var (looked, all) = (0, 0);
        for (var turn = 0; turn < 200; turn++)
        {
            Edit(random, entries, format);
            byte[] tree = [.. entries.SelectMany(entry => entry)];

            foreach (var entry in new TreeView(format, seen.Unseen((uint)(turn % 3 == 0 ? random.Next(3) : 0), tree)))
            {
                met.Add(entry.Id);
                looked++;
            }

            foreach (var entry in new TreeView(format, tree))
            {
                met.ShouldContain(entry.Id);
                all++;
            }
        }
        looked.ShouldBeLessThan(all * 3 / 4);
    }

    [Test]
    public void Of_a_tree_with_one_change_one_entry_is_looked_at()
    {
        var random = new Random(1);
        var entries = Enumerable.Range(0, 1000).Select(_ => Entry(random, ObjectFormat.Sha1)).ToList();
        var seen = new SeenTrees(ObjectFormat.Sha1);
        seen.Unseen(7, entries.SelectMany(entry => entry).ToArray()).Length.ShouldBe(entries.Sum(entry => entry.Length));
        entries[500] = Entry(random, ObjectFormat.Sha1);

        seen.Unseen(7, entries.SelectMany(entry => entry).ToArray()).Length.ShouldBe(entries[500].Length);
        seen.Unseen(8, entries.SelectMany(entry => entry).ToArray()).Length.ShouldBe(entries.Sum(entry => entry.Length));
        seen.Unseen(7, entries.Skip(1).SelectMany(entry => entry).ToArray()).Length.ShouldBe(0);
    }

    [Test, Category("hostile")]
    public void A_malformed_tree_behind_a_good_one_is_refused([Values(1, 20, 25)] int missing)
    {
        var random = new Random(1);
        byte[] tree = [.. Enumerable.Range(0, 100).SelectMany(_ => Entry(random, ObjectFormat.Sha1))];
        var seen = new SeenTrees(ObjectFormat.Sha1);
        seen.Unseen(0, tree);

        Should.Throw<ObjectRefusedException>(() => Count(seen.Unseen(0, tree.AsMemory(0, tree.Length - missing))));
        Should.Throw<ObjectRefusedException>(() => Count(new SeenTrees(ObjectFormat.Sha1).Unseen(0, tree.AsMemory(0, tree.Length - missing))));
    }

    private static int Count(ReadOnlySpan<byte> entries)
    {
        var count = 0;
        foreach (var entry in new TreeView(ObjectFormat.Sha1, entries))
            count++;
        return count;
    }

    private static byte[] Entry(Random random, ObjectFormat format)
    {
        var id = new byte[format.ByteLength()];
        random.NextBytes(id);
        return [.. Encoding.ASCII.GetBytes($"100644 {new string('n', random.Next(1, 9))}{random.Next(100)}\0"), .. id];
    }

    private static void Edit(Random random, List<byte[]> entries, ObjectFormat format)
    {
        for (var edits = random.Next(4); edits > 0; edits--)
        {
            var at = random.Next(entries.Count + 1);
            if (at == entries.Count || random.Next(4) == 0)
                entries.Insert(at, Entry(random, format));
            else if (random.Next(4) == 0)
                entries.RemoveAt(at);
            else if (random.Next(8) == 0)
                entries.Reverse(at, Math.Min(10, entries.Count - at));
            else
                entries[at] = Entry(random, format);
        }
    }
}
