using System.Text.RegularExpressions;

namespace GitProto.Storage.Tests.Checks;

/// <summary>Objects that were changed in a few places, the same ones in every run.</summary>
internal static class Mutations
{
    private static readonly byte[] Interesting = [.. "\n\n \0<>/.:~0019a\\%-!"u8, 0xff, 0xe2, 0x80, 0x8c];

    public static IEnumerable<(ObjectType Type, byte[] Content)> Of(IReadOnlyList<(ObjectType Type, byte[] Content)> objects, int count, int seed, string unlike)
    {
        var random = new Random(seed);
        for (var made = 0; made < count;)
        {
            var (type, content) = objects[random.Next(objects.Count)];
            if (content.Length is 0 or > 2000)
                continue;
            var bytes = content.ToList();
            for (var changes = random.Next(1, 4); changes > 0 && bytes.Count > 0; changes--)
                Change(bytes, random);
            if (Regex.IsMatch(BadObjects.Text([.. bytes]), unlike))
                continue;
            made++;
            yield return (type, [.. bytes]);
        }
    }

    private static void Change(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count);
        switch (random.Next(5))
        {
            case 0:
                bytes[at] = Interesting[random.Next(Interesting.Length)];
                break;
            case 1:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.Insert(at, Interesting[random.Next(Interesting.Length)]);
                break;
            case 3:
                bytes.RemoveRange(at, Math.Min(random.Next(1, 8), bytes.Count - at));
                break;
            default:
                bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                break;
        }
    }
}
