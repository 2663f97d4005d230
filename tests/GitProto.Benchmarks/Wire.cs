using System.Buffers;
using System.IO.Pipelines;
using GitProto.Protocol;

namespace GitProto.Benchmarks;

/// <summary>Bytes as they come over the wire, written by the generated types themselves.</summary>
internal static class Wire
{
    private static readonly ObjectId Id = ObjectId.Parse("0123456789012345678901234567890123456789");

    /// <summary>The advertisement of a v0 server.</summary>
    public static byte[] Advertisement(int refs) => Write(async writer =>
    {
        var message = new AdvertisementWriter(writer, new Advertisement { Capabilities = new UploadPackOffer().OfsDelta().SideBand64k().Build() });
        for (var i = 0; i < refs; i++)
            await message.WriteAsync(new AdvertisementRef(Id, Name(i)), default).ConfigureAwait(false);
        await message.EndAsync(new AdvertisementTail(), default).ConfigureAwait(false);
    });

    /// <summary>What a v2 server answers to ls-refs.</summary>
    public static byte[] LsRefsResponse(int refs) => Write(async writer =>
    {
        var message = new LsRefsResponseWriter(writer, new LsRefsResponse());
        for (var i = 0; i < refs; i++)
            await message.WriteAsync(new LsRefsResponseRef(Id, Name(i), []), default).ConfigureAwait(false);
        await message.EndAsync(default).ConfigureAwait(false);
    });

    /// <summary>Bytes in band 1, in packets as long as may be.</summary>
    public static byte[] SideBand(byte[] content) => Write(async writer =>
    {
        var message = new SidebandPackWriter(writer, new SidebandPack());
        for (var i = 0; i < content.Length; i += 1 << 20)
            await message.Bands.WriteDataAsync(content.AsMemory(i, Math.Min(1 << 20, content.Length - i)), default).ConfigureAwait(false);
        await message.EndAsync(default).ConfigureAwait(false);
    });

    /// <summary>A reader over bytes that are all there.</summary>
    public static PacketReader Reader(byte[] bytes) => new(PipeReader.Create(new ReadOnlySequence<byte>(bytes)), Context(), Role.Server);

    private static byte[] Write(Func<PacketWriter, Task> write)
    {
        using var bytes = new MemoryStream();
        write(new PacketWriter(PipeWriter.Create(bytes), Context(), Role.Server)).GetAwaiter().GetResult();
        return bytes.ToArray();
    }

    private static WireContext Context()
    {
        var context = new WireContext { ChecksGates = false, Place = (int)CapabilityPlace.UploadPack };
        var words = new UploadPackOffer().SideBand64k().Build();
        (context.Offered, context.Asked) = (words, Capabilities.From(words.Place, asked: true, words.Words));
        return context;
    }

    private static ByteString Name(int i) => $"refs/heads/topic/{i:d6}";
}
