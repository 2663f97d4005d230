using System.IO.Pipelines;
using GitProto.Protocol;

namespace GitProto.Vectors;

/// <summary>Runs the example of a message: read, compare, write again; or fail as stated.</summary>
internal static class MessageRun
{
    public static async Task DecodesAsync(Vector vector, VectorMessage message, string? value)
    {
        var sent = vector.SentBy(vector.Packets[0].From);
        var read = await ReadAsync(vector, message, sent, null);
        if (value is not null)
            Stated.Compare(value, read, vector.Format);
        if (read is Streamed { IsPack: true, Bytes: { } pack })
            Assert.That(pack.AsSpan().StartsWith("PACK"u8), "what streamed is a pack");

        var written = await WriteAsync(vector, message, read);
        Assert.That(Canonical.Of(written, message), Is.EqualTo(Canonical.Of(sent, message)), "the value is written as it came");
        if (value is not null)
            Stated.Compare(value, await ReadAsync(vector, message, written, null), vector.Format);
    }

    public static async Task FailsAsync(Vector vector, VectorMessage message, int line, string kind)
    {
        var count = new PacketCount();
        try
        {
            var read = await ReadAsync(vector, message, vector.SentBy(vector.Packets[0].From), count);
            // Packs are looked into where they are stored: the wire hands on what came.
            Assert.That(read is Streamed { IsPack: true } streamed && !streamed.Bytes.AsSpan().StartsWith("PACK"u8), $"the example must fail at line {line}, {kind}");
            Assert.That(kind, Is.EqualTo("bad-pack").Or.EqualTo("missing"));
        }
        catch (Exception error) when (error is GitProtoException or IOException)
        {
            Failure.Check(error, count.Next, line, kind);
        }
    }

    private static async Task<object> ReadAsync(Vector vector, VectorMessage message, byte[] bytes, IPacketObserver? observer)
    {
        var input = new PacketReader(Vector.Pipe(bytes), vector.Context(observer), vector.Packets[0].From);
        var read = await message.ReadAsync(input);
        if (read is not Streamed { IsPack: true })
            Assert.That((await input.PeekAsync(default)).IsEnd, "nothing is left");
        return read;
    }

    private static async Task<byte[]> WriteAsync(Vector vector, VectorMessage message, object value)
    {
        using var bytes = new MemoryStream();
        var pipe = PipeWriter.Create(bytes);
        await message.WriteAsync(new PacketWriter(pipe, vector.Context(), vector.Packets[0].From), value);
        await pipe.FlushAsync();
        return bytes.ToArray();
    }
}
