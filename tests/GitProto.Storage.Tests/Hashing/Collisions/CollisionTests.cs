namespace GitProto.Storage.Tests.Hashing.Collisions;

public sealed class CollisionTests
{
    [Test]
    [Category("hostile")]
    public void P14_Both_files_of_the_published_collision_are_refused_in_Gits_words([Values] bool second)
    {
        var bytes = second ? Shattered.Second : Shattered.First;
        using var hash = ObjectHashes.Create(ObjectFormat.Sha1);
        hash.Append(bytes);

        Should.Throw<HashMismatchException>(() => hash.Finish()).Message.ShouldBe($"SHA-1 appears to be part of a collision attack: {Shattered.Hash}");
    }

    [Test]
    [Category("hostile")]
    public void P14_After_a_refused_message_the_next_is_hashed_as_ever()
    {
        using var hash = ObjectHashes.Create(ObjectFormat.Sha1);
        hash.Append(Shattered.First);
        Should.Throw<HashMismatchException>(() => hash.Finish());

        hash.Finish().ToString().ShouldBe("da39a3ee5e6b4b0d3255bfef95601890afd80709");
    }

    [Test]
    [Category("hostile")]
    public void P14_What_follows_an_attack_does_not_hide_it([Values(1, 63, 64, 1000)] int more)
    {
        using var hash = ObjectHashes.Create(ObjectFormat.Sha1);
        hash.Append(Shattered.Second);
        hash.Append(new byte[more]);

        Should.Throw<HashMismatchException>(() => hash.Finish());
    }

    [Test]
    [Category("hostile")]
    public void P14_The_same_file_as_a_blob_is_no_attack_and_gets_its_id([Values] bool second)
    {
        // The header of the object shifts the blocks; Git takes it as well.
        var bytes = second ? Shattered.Second : Shattered.First;

        ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, bytes).ShouldBe(OfFramework([.. "blob 320\0"u8, .. bytes]));
    }

    [Test]
    [Category("hostile")]
    public void P14_Only_the_hash_that_says_so_by_its_name_lets_the_published_collision_pass()
    {
        using var plain = ObjectHashes.CreatePlain(ObjectFormat.Sha1);
        plain.Append(Shattered.First);
        var first = plain.Finish();
        plain.Append(Shattered.Second);

        plain.Finish().ShouldBe(first);
    }

    [Test]
    public void Hashes_are_those_of_the_framework_for_all_lengths_and_pieces()
    {
        var random = new Random(1);
        using var hash = ObjectHashes.Create(ObjectFormat.Sha1);
        for (var length = 0; length < 700; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            var cut = random.Next(length + 1);
            hash.Append(bytes.AsSpan(0, cut));
            hash.Append(bytes.AsSpan(cut));
            hash.Finish().ShouldBe(OfFramework(bytes));
        }
    }

    private static ObjectId OfFramework(byte[] bytes)
    {
        using var hash = ObjectHashes.CreatePlain(ObjectFormat.Sha1);
        hash.Append(bytes);
        return hash.Finish();
    }
}
