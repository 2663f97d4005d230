namespace GitProto.Storage.Tests.Support;

/// <summary>Packs with an index that the indexer would never have made.</summary>
internal static class LyingPack
{
    public static PackFile Open(PackBuilder builder, PackTable table)
    {
        var pack = builder.Build();
        var spill = new MemoryPackSpill();
        spill.Append(pack);
        using var index = new MemoryStream();
        PackIndexWriter.Write(index, table, table.SortById(), ObjectId.FromBytes(pack.AsSpan(pack.Length - 20)));
        return new PackFile(spill, PackIndex.Parse(index.ToArray(), ObjectFormat.Sha1));
    }

    /// <summary>Puts a pack into an objects directory.</summary>
    public static void Plant(string objects, PackBuilder builder, PackTable table)
    {
        var pack = builder.Build();
        var checksum = ObjectId.FromBytes(pack.AsSpan(pack.Length - 20));
        var directory = Directory.CreateDirectory(Path.Join(objects, "pack")).FullName;
        File.WriteAllBytes(Path.Join(directory, $"pack-{checksum}.pack"), pack);
        using var index = File.Create(Path.Join(directory, $"pack-{checksum}.idx"));
        PackIndexWriter.Write(index, table, table.SortById(), checksum);
    }
}
