using System.Text;

namespace GitProto.Storage.Tests.Objects;

public sealed class TagViewTests
{
    private const string A = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Test]
    public void Target_type_and_name_are_read_in_place()
    {
        var tag = View($"object {A}\ntype tree\ntag v1\ntagger x <y> 1 +0000\n\nmessage\n");
        (tag.Target, tag.TargetType, Encoding.UTF8.GetString(tag.Name)).ShouldBe((ObjectId.Parse(A), ObjectType.Tree, "v1"));
        View($"object {A}\ntype tag\n").Name.IsEmpty.ShouldBeTrue();
    }

    [TestCase("")]
    [TestCase("object " + A + "\n")]
    [TestCase("object " + A + "\ntype thing\n")]
    [TestCase("object " + A + "\ntype commit")]
    [TestCase("type commit\nobject " + A + "\n")]
    [TestCase("object ../x\ntype commit\n")]
    public void A_head_that_is_broken_is_refused(string text) => Should.Throw<ObjectRefusedException>(() => View(text));

    private static TagView View(string text) => new(ObjectFormat.Sha1, Encoding.ASCII.GetBytes(text));
}
