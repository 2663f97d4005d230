using System.Text;

namespace GitProto.Storage.Tests.Objects;

public sealed class CommitViewTests
{
    private const string A = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string B = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    [Test]
    public void Tree_parents_and_time_are_read_in_place()
    {
        var commit = View($"tree {A}\nparent {B}\nparent {A}\nauthor x <y> 1 +0000\ncommitter x > <y> 1700000000 -0100\n\nparent {B}\n");
        commit.Tree.ShouldBe(ObjectId.Parse(A));
        commit.Parents().ShouldBe([ObjectId.Parse(B), ObjectId.Parse(A)]);
        commit.CommitterTime.ShouldBe(1_700_000_000);
    }

    [Test]
    public void A_commit_of_the_other_format_is_read_with_its_width()
    {
        var id = new string('c', 64);
        var commit = new CommitView(ObjectFormat.Sha256, Encoding.ASCII.GetBytes($"tree {id}\nparent {id}\n"));
        commit.Parent(0).ToString().ShouldBe(id);
        Should.Throw<ObjectRefusedException>(() => View($"tree {id}\n"));
    }

    [TestCase("")]
    [TestCase("author x <y> 1 +0000\n")]
    [TestCase("author x <y> 1 +0000\ncommitter x <y>\n")]
    [TestCase("author x <y> 1 +0000\ncommitter x <y> -5 +0000\n")]
    [TestCase("author x <y> 1 +0000\ncommitter x <y> 99999999999999999999999 +0000\n")]
    [TestCase("author x <y> 1 +0000\ncommitter")]
    public void A_time_that_cannot_be_read_is_0(string rest) => View($"tree {A}\n{rest}").CommitterTime.ShouldBe(0);

    [TestCase("")]
    [TestCase("tree ")]
    [TestCase("tree " + A)]
    [TestCase("tree " + A + " \n")]
    [TestCase("Tree " + A + "\n")]
    [TestCase("parent " + A + "\ntree " + A + "\n")]
    [TestCase("tree " + A + "\nparent \n")]
    [TestCase("tree " + A + "\nparent " + A)]
    [TestCase("tree " + A + "\nparent ../../x\n")]
    public void A_head_that_is_broken_is_refused(string text) => Should.Throw<ObjectRefusedException>(() => View(text));

    [Test]
    [Category("hostile")]
    public void D05_A_hundred_thousand_parents_are_read_without_a_copy()
    {
        var commit = View($"tree {A}\n" + string.Concat(Enumerable.Repeat($"parent {B}\n", 100_000)));
        commit.ParentCount.ShouldBe(100_000);
        commit.Parent(99_999).ShouldBe(ObjectId.Parse(B));
        Should.Throw<ArgumentOutOfRangeException>(() => View($"tree {A}\nparent {B}\n").Parent(1));
    }

    private static CommitView View(string text) => new(ObjectFormat.Sha1, Encoding.ASCII.GetBytes(text));
}
