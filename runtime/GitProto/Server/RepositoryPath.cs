using System.Text;
using System.Text.Unicode;

namespace GitProto.Server;

/// <summary>
/// Which paths of a client are ever looked up. Only a path that means the same to every reader is taken: no two spellings of one
/// place, and no spelling that a file system would read as something else.
/// </summary>
/// <remarks>Source: git-daemon "--strict-paths", and the rules of Windows for names.</remarks>
internal static class RepositoryPath
{
    /// <summary>The longest path taken, in bytes. A longer one is refused, never cut.</summary>
    public const int MaxLength = 4096;

    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];

    /// <summary>Takes a path apart.</summary>
    /// <param name="path">An absolute path with <c>/</c>. Slashes at its end do not count, unless there are several.</param>
    /// <param name="windows">Whether names that are special there are refused too.</param>
    /// <returns>The names in it, from the root down.</returns>
    /// <exception cref="PolicyException">It is none of those that are served.</exception>
    public static string[] Split(ByteString path, bool windows)
    {
        var bytes = path.Span;
        if (bytes.Length > MaxLength)
            throw Refuse(path, $"it is longer than {MaxLength} bytes");
        if (!bytes.StartsWith("/"u8))
            throw Refuse(path, bytes.StartsWith("~"u8) ? "home directories are not served" : "it is not absolute");
        if (!Utf8.IsValid(bytes) || bytes.Contains((byte)127) || bytes.IndexOfAnyInRange((byte)0, (byte)31) >= 0)
            throw Refuse(path, "it holds a byte that no path has");
        if (bytes.Contains((byte)'\\'))
            throw Refuse(path, "it holds a backslash");
        if (bytes.Length == 1)
            return [];
        var names = Encoding.UTF8.GetString(bytes.EndsWith("/"u8) ? bytes[1..^1] : bytes[1..]).Split('/');
        foreach (var name in names)
        {
            if (Check(name, windows) is { } reason)
                throw Refuse(path, reason);
        }
        return names;
    }

    private static string? Check(string name, bool windows) => name switch
    {
        "" => "it has an empty part",
        "." or ".." => "it has a part that stands for another directory",
        ['~', ..] => "home directories are not served",
        _ when windows && (name.EndsWith('.') || name.EndsWith(' ') || name.Contains(':', StringComparison.Ordinal) || IsDevice(name)) => "it has a part that is special on this system",
        _ => null,
    };

    private static bool IsDevice(string name)
    {
        var stem = name.Split('.')[0].TrimEnd(' ');
        return Devices.Contains(stem, StringComparer.OrdinalIgnoreCase)
            || (stem is { Length: 4 } && (stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase))
                && (char.IsAsciiDigit(stem[3]) || stem[3] is '\u00b9' or '\u00b2' or '\u00b3'));
    }

    private static PolicyException Refuse(ByteString path, string reason) => new($"The path '{path.ToDisplayString()}' is refused: {reason}.");
}
