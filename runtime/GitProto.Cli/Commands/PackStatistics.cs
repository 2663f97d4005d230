using System.Globalization;
using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>How the objects of a pack are stored, as <c>git verify-pack -v</c> prints it.</summary>
internal static class PackStatistics
{
    /// <summary>Prints it.</summary>
    public static async Task WriteAsync(TextWriter output, string path, ObjectFormat? format, bool only)
    {
        using var repository = CurrentRepository.TryOpen();
        using var pack = PackFile.Open(path, Path.ChangeExtension(path, ".idx"), format ?? repository?.Format ?? ObjectFormat.Sha1);
        var chains = new SortedDictionary<int, int>();
        foreach (var found in PackListing.Read(pack))
        {
            chains[found.Depth] = chains.GetValueOrDefault(found.Depth) + 1;
            if (only)
                continue;
            await output.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{found.Id} {found.Type.Name(),-6} {found.Size} {found.StoredSize} {found.Offset}"));
            await output.WriteAsync(found.Base is { } below ? string.Create(CultureInfo.InvariantCulture, $" {found.Depth} {below}\n") : "\n");
        }
        foreach (var (length, count) in chains)
            await output.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{(length == 0 ? "non delta" : $"chain length = {length}")}: {count} object{(count == 1 ? "" : "s")}\n"));
    }
}
