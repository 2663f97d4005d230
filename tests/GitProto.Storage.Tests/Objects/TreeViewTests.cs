using System.Text;

namespace GitProto.Storage.Tests.Objects;

public sealed class TreeViewTests
{
    private static readonly byte[] Id = [.. Enumerable.Range(1, 20).Select(value => (byte)value)];

    [Test]
    public void Entries_are_read_in_their_order_with_mode_name_and_id()
    {
        byte[] tree = [.. Entry("100644", "a"), .. Entry("40000", "dir"), .. Entry("120000", "link"), .. Entry("160000", "sub"), .. Entry("100755", "x y")];
        Names(tree).ShouldBe(["100644 a Blob", "40000 dir Tree", "120000 link Blob", "160000 sub None", "100755 x y Blob"]);
    }

    [Test]
    public void A_name_may_be_any_bytes_and_an_id_may_hold_zeros()
    {
        byte[] tree = [.. "100644 "u8, 0xff, (byte)'\n', 0, .. new byte[20], .. Entry("100644", "b")];
        var view = new TreeView(ObjectFormat.Sha1, tree);
        view.TryFind("b"u8, out var entry).ShouldBeTrue();
        entry.Id.ShouldBe(ObjectId.FromBytes(Id));
        view.TryFind([0xff, (byte)'\n'], out entry).ShouldBeTrue();
        entry.Id.IsZero.ShouldBeTrue();
        view.TryFind("c"u8, out _).ShouldBeFalse();
    }

    [Test]
    public void A_tree_cut_at_any_byte_is_refused_but_between_entries()
    {
        byte[] tree = [.. Entry("100644", "first"), .. Entry("40000", "second")];
        var boundary = Entry("100644", "first").Length;
        for (var length = 1; length < tree.Length; length++)
        {
            if (length != boundary)
                Should.Throw<ObjectRefusedException>(() => Names(tree[..length]));
        }
        Names([]).ShouldBeEmpty();
    }

    [TestCase("")]
    [TestCase("8")]
    [TestCase("-1")]
    [TestCase("+1")]
    [TestCase("0x1")]
    [TestCase("777777")]
    [TestCase("177777777777")]
    [TestCase("0000000000000100644")]
    public void A_mode_that_is_not_octal_or_too_large_is_refused_and_never_wraps(string mode) =>
        Should.Throw<ObjectRefusedException>(() => Names(Entry(mode, "a"))).Message.ShouldMatch("mode|name");

    [Test]
    public void An_empty_name_is_refused() => Should.Throw<ObjectRefusedException>(() => Names(Entry("100644", "")));

    private static byte[] Entry(string mode, string name) => [.. Encoding.UTF8.GetBytes($"{mode} {name}\0"), .. Id];

    private static List<string> Names(byte[] tree)
    {
        var names = new List<string>();
        foreach (var entry in new TreeView(ObjectFormat.Sha1, tree))
            names.Add($"{Convert.ToString(entry.Mode, 8)} {Encoding.UTF8.GetString(entry.Name)} {entry.Type}");
        return names;
    }
}
