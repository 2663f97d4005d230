namespace GitProto.Storage;

/// <summary>
/// Keeps a pack that was received from a gc that runs before its objects are reached by refs: for packs in files by a <c>.keep</c> beside them, as git does, until this is disposed of. A
/// pack that somebody else keeps already stays kept.
/// </summary>
/// <param name="reason">One line, for people who find the file.</param>
/// <remarks>Source: git-index-pack <c>--keep</c>; receive-pack.c unpack_with_sideband.</remarks>
public sealed class PackHold(string reason) : IDisposable
{
    private string? path;

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (path is not null)
                File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then the pack stays kept, which does no harm.
        }
        path = null;
    }

    /// <summary>Writes the file beside a pack, for its owner alone.</summary>
    /// <returns>Its path; null if there is one.</returns>
    internal string? TryWrite(string pack)
    {
        var keep = Path.ChangeExtension(pack, ".keep");
        if (File.Exists(keep))
            return null;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(keep, options);
        file.Write(reason + "\n");
        return keep;
    }

    /// <summary>The file is at its place now, and goes when this is disposed of.</summary>
    internal void Own(string keep) => path = keep;
}
