using Microsoft.Win32.SafeHandles;

namespace GitProto.Storage;

/// <summary>Where an open file really is, whatever its path leads to by now.</summary>
internal static class OpenedPath
{
    private const string Descriptors = "/proc/self/fd";

    /// <summary>The path without links; null if this system does not say it.</summary>
    public static string? TryGet(SafeFileHandle file) =>
        OperatingSystem.IsLinux() ? new FileInfo(Through(file)).LinkTarget : null;

    /// <summary>A path to an open file or directory, on Linux, as long as it is open.</summary>
    public static string Through(SafeFileHandle file) => Path.Join(Descriptors, $"{file.DangerousGetHandle()}");
}
