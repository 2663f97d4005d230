namespace GitProto.Storage;

/// <summary>A store that has packs, besides what else it has.</summary>
internal interface IPackedStore
{
    /// <summary>The packs as last seen.</summary>
    IEnumerable<PackFile> Packs { get; }
}
