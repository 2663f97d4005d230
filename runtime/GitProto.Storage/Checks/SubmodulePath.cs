namespace GitProto.Storage;

/// <summary>Names and paths of submodules.</summary>
internal static class SubmodulePath
{
    /// <summary>True for a name that stays below the directory of all submodules, whichever slash a system takes.</summary>
    public static bool IsName(ReadOnlySpan<byte> name) => !name.IsEmpty && !Has(name, part => part.SequenceEqual(".."u8));

    /// <summary>True for a path that is no option, does not climb, and does not lead into a repository.</summary>
    /// <remarks>Git refuses options only; GHSA-p3hw-mv63-rf9w and GHSA-gfhv-vqv2-4544 say why that is too little.</remarks>
    public static bool IsPath(ReadOnlySpan<byte> path) => !path.TrimStart(" \t"u8).StartsWith("-"u8)
        && !Has(path, part => part.SequenceEqual(".."u8) || HfsNames.IsDotGit(part) || NtfsNames.IsDotGit(part));

    private static bool Has(ReadOnlySpan<byte> path, Func<ReadOnlySpan<byte>, bool> test)
    {
        foreach (var range in path.SplitAny((byte)'/', (byte)'\\'))
        {
            if (test(path[range]))
                return true;
        }
        return false;
    }
}
