namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>The parsers.</summary>
internal static class FuzzTargets
{
    public static IEnumerable<FuzzTarget> All =>
    [
        InflateFuzz.Target,
        DeltaFuzz.Target,
        PackFuzz.Received,
        PackFuzz.Recipes,
        StoredPackFuzz.Target,
        IndexFuzz.Target,
        MultiPackFuzz.Target,
        ReverseIndexFuzz.Target,
        ObjectFuzz.Trees,
        ObjectFuzz.Commits,
        ObjectFuzz.Tags,
        ObjectFuzz.Modules,
        RefFuzz.Packed,
        RefFuzz.Loose,
        LooseFuzz.Files,
        LooseFuzz.Contents,
        WorkTreeIndexFuzz.Target,
        ConfigFuzz.Target,
    ];
}
