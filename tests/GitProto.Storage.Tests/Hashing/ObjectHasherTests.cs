namespace GitProto.Storage.Tests.Hashing;

public sealed class ObjectHasherTests
{
    [TestCase(ObjectFormat.Sha1, ObjectType.Blob, "", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")]
    [TestCase(ObjectFormat.Sha1, ObjectType.Tree, "", "4b825dc642cb6eb9a060e54bf8d69288fbee4904")]
    [TestCase(ObjectFormat.Sha1, ObjectType.Blob, "hello\n", "ce013625030ba8dba906f756967f9e9ca394464a")]
    [TestCase(ObjectFormat.Sha256, ObjectType.Blob, "", "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813")]
    public void Ids_are_those_of_git(ObjectFormat format, ObjectType type, string body, string id) =>
        ObjectHasher.Hash(format, type, System.Text.Encoding.ASCII.GetBytes(body)).ToString().ShouldBe(id);

    [Test]
    public void Pieces_give_the_id_of_the_whole()
    {
        using var hasher = new ObjectHasher(ObjectFormat.Sha1);
        hasher.Begin(ObjectType.Blob, 6);
        hasher.Append("hel"u8);
        hasher.Append("lo\n"u8);

        hasher.Finish().ShouldBe(hasher.Hash(ObjectType.Blob, "hello\n"u8));
    }
}
