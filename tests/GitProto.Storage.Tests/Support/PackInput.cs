using System.IO.Pipelines;

namespace GitProto.Storage.Tests.Support;

/// <summary>Ways to get a pack indexed.</summary>
internal static class PackInput
{
    /// <summary>Receives a pack that is the whole of a stream.</summary>
    public static async Task<MemoryPack> ReceiveAsync(byte[] pack, PackIndexOptions? options = null) =>
        await PackReceiver.ReceiveToMemoryAsync(PipeReader.Create(new MemoryStream(pack)), options ?? new());

    /// <summary>Expects the pack to be refused, in one piece and byte by byte with the same words, and from a file leaving nothing behind.</summary>
    public static async Task<string> RefuseAsync<TError>(byte[] pack, PackIndexOptions? options = null)
        where TError : GitProtoException
    {
        var error = await Should.ThrowAsync<TError>(() => ReceiveAsync(pack, options));
        using var directory = new TempDirectory();
        var path = directory.File("test.pack");
        await File.WriteAllBytesAsync(path, pack);
        (await Should.ThrowAsync<TError>(() => PackIndexer.IndexAsync(path, null, options))).ShouldNotBeNull();
        using var input = new MemoryStream(pack);
        await Should.ThrowAsync<TError>(() => PackReceiver.ReceiveAsync(PipeReader.Create(input), directory.Path, options));
        Directory.GetFileSystemEntries(directory.Path).ShouldBe([path]);
        return error.Message;
    }
}
