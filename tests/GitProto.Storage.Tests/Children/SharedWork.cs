using System.IO.Pipelines;
using System.Text;

namespace GitProto.Storage.Tests.Children;

/// <summary>Makes one of each kind of file.</summary>
internal static class SharedWork
{
    /// <summary>Receives a pack, once through quarantine and once not, writes an object and refs, with their logs, and packs them.</summary>
    public static async Task RunAsync(string path, string pack)
    {
        using var repository = FileRepository.Open(path);
        foreach (var inspect in new Func<IObjectStore, ReceivedPack, CancellationToken, ValueTask>?[] { (_, _, _) => ValueTask.CompletedTask, null })
            await repository.Objects.ReceivePackAsync(PipeReader.Create(File.OpenRead(pack)), new() { Inspect = inspect });
        var id = repository.Objects.Write(ObjectType.Blob, Encoding.ASCII.GetBytes(SharedFileTests.Loose));
        await repository.Refs.ApplyAsync([RefUpdate.Set(RefName.Parse("refs/x/loose"), id)], new() { Message = "made" });
        await repository.Refs.ApplyAsync([RefUpdate.Set(RefName.Parse("refs/x/one"), id), RefUpdate.Set(RefName.Parse("refs/x/two"), id)], new() { AsOne = true, Message = "made" });
    }
}
