using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace GitProto.Storage.Tests.Children;

/// <summary>Packs too large to be held, made while they are read. At the end the most memory that the process had is printed, in KiB.</summary>
internal static class LargeWork
{
    private static readonly RefName Main = RefName.Parse("refs/heads/main");

    /// <summary>Receives a pack with one blob, which cannot be compressed.</summary>
    public static Task ReceiveBlobAsync(string path, long size) => ReceiveAsync(path, async (pack, repository) =>
    {
        await pack.BeginAsync(1).ConfigureAwait(false);
        using var hasher = new ObjectHasher(ObjectFormat.Sha1);
        hasher.Begin(ObjectType.Blob, size);
        var random = new Random(1);
        await pack.EntryAsync(ObjectType.Blob, size, hasher, random.NextBytes).ConfigureAwait(false);
        return hasher.Finish();
    });

    /// <summary>Receives a pack with so many small blobs, the tree that has them, and its commit.</summary>
    public static Task ReceiveManyAsync(string path, int count) => ReceiveAsync(path, async (pack, repository) =>
    {
        await pack.BeginAsync(count + 2).ConfigureAwait(false);
        var tree = new MemoryStream();
        for (var number = 0; number < count; number++)
        {
            var blob = await pack.SmallAsync(ObjectType.Blob, Encoding.ASCII.GetBytes($"the content of file {number}\n")).ConfigureAwait(false);
            tree.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"100644 f{number:D8}\0")));
            tree.Write(ObjectId.AsSpan(blob));
        }
        var root = await pack.SmallAsync(ObjectType.Tree, tree.ToArray()).ConfigureAwait(false);
        return await pack.SmallAsync(ObjectType.Commit, Encoding.ASCII.GetBytes($"tree {root}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nAll\n")).ConfigureAwait(false);
    });

    /// <summary>Walks all that the branch reaches, and packs it.</summary>
    public static async Task SendAsync(string path)
    {
        using var repository = FileRepository.Open(path);
        var selection = ObjectWalk.Select(repository.Objects, new() { Wants = [repository.Refs.Resolve(Main)!.Value] });
        var written = await PackWriter.WriteAsync(Stream.Null, selection, repository.Objects).ConfigureAwait(false);
        await TellAsync($"{written.ObjectCount} {written.Size}").ConfigureAwait(false);
    }

    internal static async Task ReceiveAsync(string path, Func<StreamedPack, FileRepository, Task<ObjectId>> write)
    {
        using var repository = FileRepository.Open(path, new() { Fsync = FsyncComponents.None });
        var pipe = new Pipe();
        var writing = Task.Run(async () =>
        {
            await using var pack = new StreamedPack(pipe.Writer.AsStream());
            return await write(pack, repository).ConfigureAwait(false);
        });
        var received = await repository.Objects.ReceivePackAsync(pipe.Reader, ReceivePackOptions.Default).ConfigureAwait(false);
        await repository.Refs.SetAsync(Main, await writing.ConfigureAwait(false)).ConfigureAwait(false);
        await TellAsync($"{received.ObjectCount} {received.Size}").ConfigureAwait(false);
    }

    private static async Task TellAsync(string done)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        await Console.Out.WriteLineAsync($"{line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]} {done}").ConfigureAwait(false);
    }
}
