using System.IO.Compression;

namespace GitProto.Storage.Tests.Compression;

/// <summary>Data that exercise every kind of deflate block, from a fixed seed.</summary>
internal static class ZlibSamples
{
    public static byte[] Data(Random random, int length) => random.Next(5) switch
    {
        0 => Random(random, length, 256),
        1 => Random(random, length, 4),
        2 => new byte[length],
        3 => Words(random, length),
        _ => Mixed(random, length),
    };

    public static byte[] Compress(byte[] data, CompressionLevel level)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, level))
            zlib.Write(data);
        return output.ToArray();
    }

    /// <summary>What the framework makes of a stream: its data, or null if it refuses it.</summary>
    public static byte[]? Inflate(byte[] stream)
    {
        try
        {
            using var output = new MemoryStream();
            using var zlib = new ZLibStream(new MemoryStream(stream), CompressionMode.Decompress);
            zlib.CopyTo(output);
            return output.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static byte[] Random(Random random, int length, int symbols)
    {
        var data = new byte[length];
        for (var i = 0; i < length; i++)
            data[i] = (byte)random.Next(symbols);
        return data;
    }

    private static byte[] Words(Random random, int length)
    {
        var data = new MemoryStream();
        while (data.Length < length)
            data.Write(System.Text.Encoding.ASCII.GetBytes($"word{random.Next(300)} {(random.Next(9) == 0 ? "\n" : "")}"));
        return data.ToArray()[..length];
    }

    private static byte[] Mixed(Random random, int length)
    {
        var data = Random(random, length, 256);
        for (var i = 0; i < length / 10; i++)
        {
            var size = random.Next(Math.Min(length / 2, 300));
            data.AsSpan(random.Next(length - size), size).CopyTo(data.AsSpan(random.Next(length - size)));
        }
        return data;
    }
}
