namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>The index of a work tree, with and without the hash at its end, which git lets one leave out.</summary>
internal static class WorkTreeIndexFuzz
{
    private static readonly Lazy<FuzzFile> File = FuzzFile.Named("index");

    public static FuzzTarget Target { get; } = new("index of a work tree", FuzzSeeds.WorkTreeIndexes, Run);

    private static void Run(Span<byte> input, ulong number)
    {
        if (number % 8 != 0 && input.Length >= 20)
            input[^20..].Clear();
        File.Value.Write(input);
        IndexFile.Read(File.Value.Directory, ObjectFormat.Sha1, _ => { }, id => ObjectId.AsSpan(in id)[0] % 4 != 0);
    }
}
