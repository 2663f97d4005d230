namespace GitProto.Storage;

/// <summary>File names that Windows takes for something else: devices, streams, and names whose end it drops.</summary>
internal static class WindowsNames
{
    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

    /// <summary>True if a component means a plain file of just this name.</summary>
    public static bool AreSafe(string part)
    {
        var stem = part.Split('.')[0].TrimEnd(' ');
        return !part.EndsWith('.') && !part.EndsWith(' ') && part.IndexOfAny(['\\', ':', '"', '<', '>', '|']) < 0
            && !Devices.Contains(stem, StringComparer.OrdinalIgnoreCase) && !IsPort(stem);
    }

    private static bool IsPort(string stem) =>
        stem.Length == 4 && (stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase))
        && stem[3] is (>= '0' and <= '9') or '\u00b9' or '\u00b2' or '\u00b3';
}
