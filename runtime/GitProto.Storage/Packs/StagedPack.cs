namespace GitProto.Storage;

/// <summary>A pack that was received and checked, but that nobody sees yet. Disposed of without being installed it vanishes.</summary>
public sealed class StagedPack : IDisposable
{
    private readonly PackFiles files;
    private bool isInstalled;

    internal StagedPack(PackFiles files, ReceivedPack summary) => (this.files, Summary) = (files, summary);

    /// <summary>What came.</summary>
    public ReceivedPack Summary { get; }

    /// <summary>Opens it where it is.</summary>
    /// <exception cref="InvalidOperationException">It was installed.</exception>
    public PackFile Open(DeltaBaseCache? cache = null) => isInstalled
        ? throw new InvalidOperationException("The pack was installed: open it by its new path.")
        : PackFile.Open(files.Pack, files.Index, Summary.Checksum.Format, cache);

    /// <summary>Gives it its name, <c>pack-HASH.pack</c> with <c>.idx</c> in the directory it was received into. An equal pack there stays.</summary>
    /// <returns>The path of the pack.</returns>
    public string Install()
    {
        var path = files.Install(Summary.Checksum);
        isInstalled = true;
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!isInstalled)
            files.Delete();
    }
}
