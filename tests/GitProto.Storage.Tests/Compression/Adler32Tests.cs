namespace GitProto.Storage.Tests.Compression;

public sealed class Adler32Tests
{
    [Test]
    public void It_is_the_sum_of_RFC_1950_at_every_length_and_for_the_largest_bytes()
    {
        var random = new Random(1);
        for (var length = 0; length < 20_000; length = (length * 5 / 4) + 1)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            Adler32.Update(Adler32.Initial, bytes).ShouldBe(Plain(bytes));
            Array.Fill(bytes, (byte)255);
            Adler32.Update(Adler32.Initial, bytes).ShouldBe(Plain(bytes));
        }
    }

    [Test]
    public void Pieces_give_the_sum_of_the_whole()
    {
        var bytes = "Wikipedia"u8.ToArray();

        Adler32.Update(Adler32.Update(1, bytes.AsSpan(0, 4)), bytes.AsSpan(4)).ShouldBe(0x11E60398u);
    }

    private static uint Plain(byte[] bytes)
    {
        var (low, high) = (1u, 0u);
        foreach (var value in bytes)
        {
            low = (low + value) % 65521;
            high = (high + low) % 65521;
        }
        return (high << 16) | low;
    }
}
