namespace GitProto.Storage.Tests.Walking;

public sealed class ObjectIdTableTests
{
    [Test]
    public void Ids_are_numbered_in_the_order_they_come([Values] ObjectFormat format)
    {
        var random = new Random(1);
        var table = new ObjectIdTable(format);
        var ids = Enumerable.Range(0, 20_000).Select(_ => Make(random, format)).ToArray();
        for (var number = 0; number < ids.Length; number++)
        {
            table.Find(ids[number]).ShouldBe(-1);
            table.Add(ids[number], out var added).ShouldBe(number);
            added.ShouldBeTrue();
        }
        for (var number = 0; number < ids.Length; number++)
        {
            (table[number], table.Find(ids[number]), table.Add(ids[number], out var added), added).ShouldBe((ids[number], number, number, false));
        }
        table.Count.ShouldBe(ids.Length);
    }

    [Test]
    public void An_id_of_the_other_format_is_not_found_and_not_taken()
    {
        var table = new ObjectIdTable(ObjectFormat.Sha1);
        table.Add(ObjectId.Zero(ObjectFormat.Sha1), out _);
        table.Find(ObjectId.Zero(ObjectFormat.Sha256)).ShouldBe(-1);
        Should.Throw<ArgumentException>(() => table.Add(ObjectId.Zero(ObjectFormat.Sha256), out _));
    }

    [Test]
    public void Ids_that_begin_alike_do_not_crowd_one_place()
    {
        var table = new ObjectIdTable(ObjectFormat.Sha1);
        for (var number = 0; number < 100_000; number++)
            table.Add(ObjectId.FromBytes([0, 0, 0, 0, (byte)number, (byte)(number >> 8), (byte)(number >> 16), .. new byte[13]]), out _);
        table.Count.ShouldBe(100_000);
    }

    private static ObjectId Make(Random random, ObjectFormat format)
    {
        var bytes = new byte[format.ByteLength()];
        random.NextBytes(bytes);
        return ObjectId.FromBytes(bytes);
    }
}
