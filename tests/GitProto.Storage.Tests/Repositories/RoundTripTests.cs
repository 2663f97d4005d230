using System.IO.Pipelines;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Repositories;

/// <summary>A walk, a pack, and its reception put together, as a fetch does.</summary>
public sealed class RoundTripTests
{
    [Test]
    public async Task What_is_selected_and_packed_is_received_by_any_store([Values] ObjectFormat format, [Values] bool thin)
    {
        using var directory = new TempDirectory();
        SampleHistory.Create(directory.Path, 80, format);
        Git.Run(directory.Path, "repack", "-adq");
        using var source = FileRepository.Open(directory.Path);
        using var memory = new MemoryRepository(format);
        using var files = FileRepository.Create(directory.File("target.git"), format: format, options: new() { Fsync = FsyncComponents.None });
        var tip = source.Refs.Resolve(RefName.Parse("refs/heads/main"))!.Value;
        var old = ObjectId.Parse(Git.Run(directory.Path, "rev-parse", "main~30"));

        foreach (var target in new IRepository[] { memory, files })
        {
            await SendAsync(source, target, new() { Wants = [old] }, false);
            var received = await SendAsync(source, target, new() { Wants = [tip], Haves = [old] }, thin);
            (received.CompletedCount > 0).ShouldBe(thin);
            ObjectWalk.Select(target.Objects, new() { Wants = [tip] }).Count.ShouldBe(ObjectWalk.Select(source.Objects, new() { Wants = [tip] }).Count);
            await target.Refs.SetAsync(RefName.Parse("refs/heads/main"), tip);
        }
        Git.Run(files.GitDirectory, "fsck", "--strict").ShouldBeEmpty();
        await SendAsync(memory, source, new() { Wants = [tip] }, false);
    }

    private static async Task<ReceivedPack> SendAsync(IRepository from, IRepository to, ObjectWalkRequest request, bool thin)
    {
        var selection = ObjectWalk.Select(from.Objects, request);
        var pipe = new Pipe();
        var options = new PackWriteOptions { Format = from.Format, ReceiverHas = thin ? id => selection.PeerHas(id) : null };
        var writing = PackWriter.WriteAsync(pipe.Writer, selection.Ids, from.Objects.AsPackSource(), options);
        var received = await to.Objects.ReceivePackAsync(pipe.Reader, ReceivePackOptions.Default);
        (await writing).ObjectCount.ShouldBe(selection.Count);
        return received;
    }
}
