using System.Security.Cryptography;

namespace GitProto.Storage;

/// <summary>The files of a pack that is being made, under names nobody looks at and that Git's clean-up knows.</summary>
internal sealed class PackFiles
{
    private readonly string directory;
    private readonly SharedAccess shared;

    public PackFiles(string directory, SharedAccess shared = default)
    {
        (this.directory, this.shared) = (directory, shared);
        var random = RandomNumberGenerator.GetHexString(16, lowercase: true);
        Pack = Path.Join(directory, "tmp_pack_" + random);
        Index = Path.Join(directory, "tmp_idx_" + random);
        ReverseIndex = Path.Join(directory, "tmp_rev_" + random);
    }

    public string Pack { get; }

    public string Index { get; }

    public string ReverseIndex { get; }

    public void WriteIndexes(PackIngest ingest, PackIndexOptions options)
    {
        var isFlushed = options.Fsync.HasFlag(FsyncComponents.PackMetadata);
        Write(Index, isFlushed, output => PackIndexWriter.Write(output, ingest.Table, ingest.Order, ingest.Checksum));
        if (options.WriteReverseIndex)
            Write(ReverseIndex, isFlushed, output => ReverseIndexWriter.Write(output, ingest.Order, ingest.Checksum));
    }

    /// <summary>Gives the files their names; the index comes last, because Git takes a pack as there when its index is.</summary>
    /// <returns>The path of the pack.</returns>
    public string Install(in ObjectId checksum)
    {
        var name = $"pack-{checksum}";
        Move(Pack, name + ".pack");
        Move(ReverseIndex, name + ".rev");
        Move(Index, name + ".idx");
        return Path.Join(directory, name + ".pack");
    }

    public void Delete()
    {
        File.Delete(Pack);
        File.Delete(Index);
        File.Delete(ReverseIndex);
    }

    internal static void Write(string path, bool durable, Action<Stream> write)
    {
        using var output = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        write(output);
        output.Flush(flushToDisk: durable);
    }

    private void Move(string from, string name)
    {
        if (!File.Exists(from))
            return;
        shared.Finish(from);
        FinishedFile.Place(from, directory, name, PathGuard.None, shared);
        File.Delete(from);
    }
}
