namespace GitProto.Storage.Tests.Packs;

public sealed class DeltaEncoderTests
{
    [Test]
    public void A_delta_makes_the_target_of_the_base_whatever_was_edited([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        var encoder = new DeltaEncoder();
        for (var turn = 0; turn < 50; turn++)
        {
            var source = Bytes(random, random.Next(1 << random.Next(1, 18)), random.Next(2) == 0 ? 2 : 256);
            var target = Edit(random, source);

            encoder.TryEncode(new DeltaIndex(source), target, long.MaxValue).ShouldBeTrue();

            // Readers take no delta shorter than four bytes; no object as small as that is ever looked at.
            var made = new byte[target.Length];
            if (encoder.Delta.Length >= 4)
                Delta.Apply(encoder.Delta, source, made).ShouldBeNull();
            else
                made = target;
            made.ShouldBe(target);
        }
    }

    [Test]
    public void A_small_edit_makes_a_small_delta()
    {
        var source = Bytes(new Random(1), 200_000, 256);
        byte[] target = [.. source[..70_000], 1, 2, 3, .. source[70_010..]];
        var encoder = new DeltaEncoder();

        encoder.TryEncode(new DeltaIndex(source), target, long.MaxValue).ShouldBeTrue();

        encoder.Delta.Length.ShouldBeLessThan(40);
    }

    [Test]
    public void A_delta_is_never_longer_than_wanted([Range(0, 60)] int most)
    {
        var source = Bytes(new Random(2), 400, 256);
        byte[] target = [.. source[..100], 1, 2, 3, .. source[200..300], 4, 5, 6, .. source[..64]];
        var encoder = new DeltaEncoder();
        encoder.TryEncode(new DeltaIndex(source), target, long.MaxValue).ShouldBeTrue();
        var length = encoder.Delta.Length;

        encoder.TryEncode(new DeltaIndex(source), target, most).ShouldBe(most >= length);
    }

    [Test, Category("hostile")]
    public void Equal_blocks_of_a_base_are_looked_at_a_bounded_number_of_times()
    {
        var pair = Bytes(new Random(3), 32, 256);
        byte[] source = [.. Enumerable.Repeat(pair, 100_000).SelectMany(bytes => bytes)];

        new DeltaIndex(new byte[1_000_000]).BlockCount.ShouldBe(1);
        new DeltaIndex(source).BlockCount.ShouldBeLessThanOrEqualTo(128);
    }

    private static byte[] Bytes(Random random, int length, int values)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = (byte)random.Next(values);
        return bytes;
    }

    private static byte[] Edit(Random random, byte[] source)
    {
        var target = new List<byte>(source);
        for (var edits = random.Next(6); edits > 0; edits--)
        {
            var at = random.Next(target.Count + 1);
            var length = random.Next(Math.Min(target.Count - at, 500) + 1);
            switch (random.Next(4))
            {
                case 0:
                    target.RemoveRange(at, length);
                    break;
                case 1:
                    target.InsertRange(at, Bytes(random, random.Next(300), 256));
                    break;
                case 2:
                    target.AddRange(target.GetRange(at, length));
                    break;
                default:
                    target.Reverse(at, length);
                    break;
            }
        }
        return [.. target];
    }
}
