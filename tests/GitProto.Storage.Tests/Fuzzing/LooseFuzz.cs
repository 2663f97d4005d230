using System.IO.Compression;
using GitProto.Storage.Tests.Compression;

namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>Files of loose objects: as they lie on the disk, and with another content in a whole stream.</summary>
internal static class LooseFuzz
{
    private const int MaxSize = 1 << 20;
    private static readonly Lazy<FuzzFile> File = FuzzFile.Named("object");

    public static FuzzTarget Contents { get; } = new("content of a loose object", [.. FuzzSeeds.Objects.Values.Select(Whole)], (input, _) => Read(Compress(input)), 4 * MaxSize);

    public static FuzzTarget Files { get; } = new("loose object", [.. Contents.Seeds.Select(seed => Compress(seed))], (input, _) => Read(input), 4 * MaxSize);

    private static void Read(ReadOnlySpan<byte> input)
    {
        File.Value.Write(input);
        using var file = LooseFile.TryOpen(File.Value.Path, default, PathGuard.None) ?? throw new FuzzException("There is no file.");
        var found = file.Read(MaxSize);
        if (!ZlibSamples.Inflate(input.ToArray()).AsSpan().SequenceEqual(Whole(found)))
            throw new FuzzException("The framework reads something else.");
    }

    private static byte[] Compress(ReadOnlySpan<byte> content) => ZlibSamples.Compress(content.ToArray(), CompressionLevel.Fastest);

    private static byte[] Whole(GitObject found)
    {
        var header = new byte[LooseFile.MaxHeader];
        return [.. header[..LooseFile.WriteHeader(header, found.Type, found.Size)], .. found.Span];
    }
}
