namespace GitProto.Server;

/// <summary>The formats that clients may ask for. Git's formats that run a command are not among them.</summary>
internal static class ArchiveFormats
{
    private static readonly ArchiveFormat[] All =
    [
        new("tar", HasLevels: false, static (output, options) => new TarWriter(output, options)),
        new("tgz", HasLevels: true, GzipTarWriter.Open),
        new("tar.gz", HasLevels: true, GzipTarWriter.Open),
        new("zip", HasLevels: true, static (output, options) => new ZipWriter(output, options)),
    ];

    /// <summary>Their names, in git's order.</summary>
    public static IEnumerable<string> Names => All.Select(format => format.Name);

    /// <summary>Finds one; null if there is none.</summary>
    public static ArchiveFormat? Find(string name) => Array.Find(All, format => format.Name == name);
}
