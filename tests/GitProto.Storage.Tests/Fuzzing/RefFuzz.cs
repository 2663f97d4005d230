using System.Text;

namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>The file <c>packed-refs</c>, and the files of single refs.</summary>
internal static class RefFuzz
{
    private static readonly RefName Name = RefName.Parse("refs/heads/main");

    public static FuzzTarget Packed { get; } = new("packed-refs", [FuzzSeeds.PackedRefs, Unsorted], RunPacked);

    public static FuzzTarget Loose { get; } = new(
        "ref", [.. new[] { "ref: refs/heads/main\n", "ref:refs/x", "4b825dc642cb6eb9a060e54bf8d69288fbee4904\n", "4b825dc642cb6eb9a060e54bf8d69288fbee4904" }.Select(Encoding.ASCII.GetBytes)], RunLoose);

    private static byte[] Unsorted => [.. "4b825dc642cb6eb9a060e54bf8d69288fbee4904 refs/heads/b\n4b825dc642cb6eb9a060e54bf8d69288fbee4905 refs/heads/a\n4b825dc642cb6eb9a060e54bf8d69288fbee4906 refs/heads/b\n"u8];

    private static void RunPacked(Span<byte> input, ulong number)
    {
        var refs = PackedRefs.Parse(input.ToArray(), ObjectFormat.Sha1);
        for (var i = 0; i < refs.Count; i++)
        {
            if (i > 0 && refs.Name(i - 1).SequenceCompareTo(refs.Name(i)) >= 0)
                throw new FuzzException($"Number {i} is out of order.");
            if (RefName.TryParse(new ByteString(refs.Name(i)), out var name) && refs.Find(name) != refs.Target(i))
                throw new FuzzException($"Number {i} is not found.");
        }
    }

    private static void RunLoose(Span<byte> input, ulong number)
    {
        var value = LooseRef.Parse(Name, input, ObjectFormat.Sha1);
        if (value.Link is { } link && !link.ToString().StartsWith("refs/", StringComparison.Ordinal))
            throw new FuzzException("It leads outside.");
    }
}
