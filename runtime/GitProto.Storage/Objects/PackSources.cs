namespace GitProto.Storage;

/// <summary>Gives a pack writer what a store has.</summary>
public static class PackSources
{
    /// <summary>The store as a source: one that keeps packs gives their entries to be copied unopened, any other its objects.</summary>
    public static IPackSource AsPackSource(this IObjectStore store) => store as IPackSource ?? new PlainPackSource(store);
}
