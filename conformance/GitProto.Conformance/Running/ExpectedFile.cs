namespace GitProto.Conformance.Running;

/// <summary>Where it stands what is known of a peer: <c>FAMILY-VERSION.yaml</c>, or <c>FAMILY.yaml</c> for all versions.</summary>
/// <param name="Path">The file; it may not be there.</param>
/// <param name="Note">What the reader has to know of the choice; null for nothing.</param>
internal sealed record ExpectedFile(string Path, string? Note = null)
{
    private const string Ending = ".yaml";

    /// <summary>Chooses the file: the version's own, or that of the nearest older version.</summary>
    /// <param name="root">A file, which is taken as it is, or a directory of files.</param>
    /// <param name="family">What all versions of the peer are called.</param>
    /// <param name="version">Its version; null if it has none.</param>
    public static ExpectedFile Of(string root, string family, string? version)
    {
        if (root.EndsWith(Ending, StringComparison.Ordinal))
            return new ExpectedFile(root);
        var general = new ExpectedFile(System.IO.Path.Join(root, family + Ending));
        if (version is null || ReleaseNumber.TryParse(version) is not { } wanted || !Directory.Exists(root))
            return general;
        var listed = Directory.EnumerateFiles(root, $"{family}-*{Ending}")
            .Select(path => (Path: path, Number: ReleaseNumber.TryParse(System.IO.Path.GetFileNameWithoutExtension(path)[(family.Length + 1)..])))
            .Where(one => one.Number is not null)
            .OrderBy(one => one.Number)
            .ToList();
        if (listed.Count == 0)
            return general;
        var nearest = listed.LastOrDefault(one => one.Number!.CompareTo(wanted) <= 0);
        return nearest.Number is null ? general with { Note = $"{family} {version} is older than all that are listed: nothing is known of it" }
            : nearest.Number.Covers(wanted) ? new ExpectedFile(nearest.Path)
            : new ExpectedFile(nearest.Path, $"{family} {version} is not listed: what is known of {nearest.Number} is taken");
    }

    /// <summary>The file to write what was found of a version into.</summary>
    public static string ToWrite(string root, string family, string? version) =>
        root.EndsWith(Ending, StringComparison.Ordinal) ? root
        : System.IO.Path.Join(root, version is not null && ReleaseNumber.TryParse(version) is not null ? $"{family}-{string.Join('.', version.Split('.').Take(2))}{Ending}" : family + Ending);
}
