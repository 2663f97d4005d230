using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GitProto.Storage;

/// <summary>
/// A directory that stays the same one while things are made in it, whatever its path leads to meanwhile. The framework opens no directories, so that this can be told on Linux alone;
/// elsewhere it is a path that was checked.
/// </summary>
internal sealed class HeldDirectory : IDisposable
{
    // O_PATH, for which nothing has to be readable, and O_CLOEXEC: the same on every processor.
    private const int OpenFlags = 0x200000 | 0x80000;
    private readonly SafeFileHandle? handle;

    private HeldDirectory(string path, SafeFileHandle? handle) => (Path, this.handle) = (path, handle);

    /// <summary>A path by which it can be used until this is disposed of.</summary>
    public string Path { get; }

    /// <summary>Holds a directory that need not be checked.</summary>
    public static HeldDirectory Unchecked(string path) => new(path, null);

    /// <summary>Opens a directory.</summary>
    /// <returns>Null where this system cannot.</returns>
    /// <exception cref="IOException">It is not there, or may not be opened.</exception>
    public static HeldDirectory? TryOpen(string path, Action<SafeFileHandle> check)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var number = open([.. Encoding.UTF8.GetBytes(path), 0], OpenFlags);
        if (number < 0)
            throw Failure(path, Marshal.GetLastPInvokeError());
        var handle = new SafeFileHandle(number, ownsHandle: true);
        try
        {
            check(handle);
            if (OpenedPath.TryGet(handle) is not null)
                return new(OpenedPath.Through(handle), handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
        handle.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => handle?.Dispose();

    private static IOException Failure(string path, int error)
    {
        const int notThere = 2, noDirectory = 20;
        var text = $"The directory '{Escape.ForDisplay(path)}' cannot be opened: {new Win32Exception(error).Message}.";
        return error is notThere or noDirectory ? new DirectoryNotFoundException(text) : new IOException(text);
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(byte[] path, int flags);
}
