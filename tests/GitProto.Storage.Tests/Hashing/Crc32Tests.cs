namespace GitProto.Storage.Tests.Hashing;

public sealed class Crc32Tests
{
    [Test]
    public void The_check_value_of_the_digits_is_right() => Crc32.Update(0, "123456789"u8).ShouldBe(0xCBF43926u);

    [Test]
    public void Pieces_give_the_sum_of_the_whole()
    {
        var bytes = new byte[1000];
        new Random(1).NextBytes(bytes);
        var whole = Crc32.Update(0, bytes);

        for (var cut = 0; cut < bytes.Length; cut += 7)
            Crc32.Update(Crc32.Update(0, bytes.AsSpan(0, cut)), bytes.AsSpan(cut)).ShouldBe(whole);
    }
}
