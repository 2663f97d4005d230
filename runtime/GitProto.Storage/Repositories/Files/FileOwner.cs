using System.Runtime.InteropServices;
using System.Text;

namespace GitProto.Storage;

/// <summary>Whose files are. The framework does not say.</summary>
internal static class FileOwner
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint UserId = 0x8;
    private const int UserIdOffset = 20;
    private const int Length = 256;

    /// <summary>The user that this process acts as; null where that cannot be told.</summary>
    public static uint? Current => OperatingSystem.IsLinux() ? geteuid() : null;

    /// <summary>The owner of a file or directory, a link itself and not what it leads to; null where that cannot be told.</summary>
    /// <exception cref="IOException">It is not there, or cannot be looked at.</exception>
    public static uint? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        // A structure of the kernel's, the same on every processor.
        var status = new byte[Length];
        int failed;
        try
        {
            failed = statx(CurrentDirectory, [.. Encoding.UTF8.GetBytes(path), 0], NoFollow, UserId, status);
        }
        catch (EntryPointNotFoundException)
        {
            // A libc older than the call.
            return null;
        }
        if (failed != 0)
            throw new IOException($"The owner of '{Escape.ForDisplay(path)}' cannot be told: {Marshal.GetLastPInvokeErrorMessage()}");
        return MemoryMarshal.Read<uint>(status.AsSpan(UserIdOffset));
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int directory, byte[] path, int flags, uint mask, byte[] status);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint geteuid();
}
