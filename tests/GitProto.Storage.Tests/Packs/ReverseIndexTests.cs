using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Packs;

/// <summary>Reverse indexes of git's making give the order of a pack; what is wrong in them changes nothing.</summary>
[Category("hostile"), CancelAfter(120_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReverseIndexTests : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly string path;

    public ReverseIndexTests() => path = Directory.CreateDirectory(directory.File("r.git")).FullName;

    public void Dispose() => directory.Dispose();

    [Test]
    public void The_order_that_git_wrote_is_taken([Values] ObjectFormat format)
    {
        var (name, index) = Make(format);
        var places = ReverseIndex.TryOpen(name, index, PathGuard.None).ShouldNotBeNull();
        var order = new PackOrder(index, long.MaxValue, places);
        Places(order).ShouldBe(Places(new PackOrder(index, long.MaxValue)));
        // Not sorted once more: it is the very list.
        places[0] = places[1];
        order.Place(0).ShouldBe(order.Place(1));
    }

    [Test]
    public void P18_Whatever_byte_of_a_reverse_index_is_changed_the_order_is_that_of_the_pack([Values(0x01, 0x80, 0xff)] int change)
    {
        var (name, index) = Make(ObjectFormat.Sha1);
        var bytes = File.ReadAllBytes(Path.ChangeExtension(name, ".rev"));
        var expected = Places(new PackOrder(index, long.MaxValue));
        for (var place = 0; place < bytes.Length; place++)
        {
            bytes[place] ^= (byte)change;
            Places(Order(bytes, index)).ShouldBe(expected);
            bytes[place] ^= (byte)change;
        }
    }

    [Test]
    public void P18_A_reverse_index_that_is_cut_off_goes_on_or_is_a_link_is_not_used([Values(0, 1, 11, 12, 60)] int length, [Values] bool link)
    {
        var (name, index) = Make(ObjectFormat.Sha1);
        var reverse = Path.ChangeExtension(name, ".rev");
        var bytes = File.ReadAllBytes(reverse);
        File.Delete(reverse);
        if (link)
        {
            File.WriteAllBytes(directory.File("elsewhere"), bytes);
            File.CreateSymbolicLink(reverse, directory.File("elsewhere"));
        }
        else
        {
            File.WriteAllBytes(reverse, length == 11 ? [.. bytes, 0] : bytes[..length]);
        }
        ReverseIndex.TryOpen(name, index, PathGuard.None).ShouldBeNull();
    }

    [Test]
    public void P18_Entries_are_sent_the_same_with_that_of_another_pack_beside_it()
    {
        var (name, index) = Make(ObjectFormat.Sha1);
        var reverse = Path.ChangeExtension(name, ".rev");
        var wrong = File.ReadAllBytes(reverse);
        wrong.AsSpan(12, 4 * index.Count).Reverse();
        File.Delete(reverse);
        File.WriteAllBytes(reverse, wrong);

        using var lied = PackFile.Open(Path.ChangeExtension(name, ".pack"), name, ObjectFormat.Sha1);
        File.Delete(reverse);
        using var plain = PackFile.Open(Path.ChangeExtension(name, ".pack"), name, ObjectFormat.Sha1);
        for (var place = 0; place < index.Count; place++)
        {
            lied.TryGetStored(index.GetId(place), out var one).ShouldBeTrue();
            plain.TryGetStored(index.GetId(place), out var other).ShouldBeTrue();
            (one with { Pack = plain }).ShouldBe(other);
        }
    }

    private static PackOrder Order(byte[] bytes, PackIndex index)
    {
        try
        {
            return new PackOrder(index, long.MaxValue, ReverseIndex.Parse(bytes, index));
        }
        catch (CorruptPackException)
        {
            return new PackOrder(index, long.MaxValue);
        }
    }

    private static int[] Places(PackOrder order) => [.. Enumerable.Range(0, order.Count).Select(order.Place)];

    private (string Name, PackIndex Index) Make(ObjectFormat format)
    {
        SampleHistory.Create(path, 20, format);
        Git.Run(path, "-c", "pack.writeReverseIndex=true", "repack", "-q", "-adf");
        var name = Directory.GetFiles(Path.Join(path, "objects", "pack"), "*.idx").ShouldHaveSingleItem();
        return (name, PackIndex.Open(name, format));
    }
}
