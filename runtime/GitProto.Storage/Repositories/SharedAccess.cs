namespace GitProto.Storage;

/// <summary>
/// Who besides their owner may use the files of a repository: <c>core.sharedRepository</c>. What is made is made as the process makes its files, by the umask on Unix, and then given to
/// those; on Windows nothing follows from it.
/// </summary>
/// <remarks>Source: git-config <c>core.sharedRepository</c>.</remarks>
public readonly struct SharedAccess : IEquatable<SharedAccess>
{
    private const UnixFileMode Read = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Write = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Group = Owner | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
    private readonly UnixFileMode given;
    private readonly bool isExact;

    private SharedAccess(UnixFileMode given, bool isExact = false) => (this.given, this.isExact) = (given, isExact);

    private bool IsNone => given == UnixFileMode.None;

    /// <summary>Reads a value of <c>core.sharedRepository</c>; null is the default, nobody but whom the umask lets.</summary>
    /// <exception cref="PolicyException">It is none, or would keep the owner out.</exception>
    public static SharedAccess Parse(string? value) => value switch
    {
        null or "umask" => default,
        "group" => new(Group),
        "all" or "world" or "everybody" => new(Group | UnixFileMode.OtherRead),
        _ => TryOctal(value) is { } number ? Of(number, value) : RepositoryConfig.TryFlag(value) is { } flag ? flag ? new(Group) : default : throw Bad(value),
    };

    /// <summary>Gives a file or a directory that was just made to those it is for.</summary>
    public void Adjust(string path)
    {
        if (!IsNone && !OperatingSystem.IsWindows())
            Set(path, File.GetUnixFileMode(path));
    }

    /// <summary>Makes a directory, and those above it.</summary>
    public void MakeDirectory(string path)
    {
        var missing = new Stack<string>();
        for (var place = IsNone ? null : path; !string.IsNullOrEmpty(place) && !Directory.Exists(place); place = Path.GetDirectoryName(place))
            missing.Push(place);
        Directory.CreateDirectory(path);
        foreach (var made in missing)
            TryAdjust(made);
    }

    /// <summary>Gives a file that never changes again to those it is for, to read.</summary>
    public void Finish(string path)
    {
        if (!OperatingSystem.IsWindows())
            Set(path, File.GetUnixFileMode(path) & Read);
    }

    /// <inheritdoc/>
    public bool Equals(SharedAccess other) => given == other.given && isExact == other.isExact;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SharedAccess other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(given, isExact);

    /// <summary>Compares.</summary>
    public static bool operator ==(SharedAccess left, SharedAccess right) => left.Equals(right);

    /// <summary>Compares.</summary>
    public static bool operator !=(SharedAccess left, SharedAccess right) => !left.Equals(right);

    private void TryAdjust(string path)
    {
        try
        {
            Adjust(path);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // Another process was faster, of another user, who does the same; or it is gone again, as empty directories go.
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private void Set(string path, UnixFileMode old)
    {
        var tweak = (old & UnixFileMode.UserWrite) == 0 ? given & ~Write : given;
        if ((old & UnixFileMode.UserExecute) != 0)
            tweak |= Executable(tweak);
        var now = isExact ? (old & ~(Read | Write | Execute)) | tweak : old | tweak;
        if (!IsNone && Directory.Exists(path))
        {
            now |= Executable(now);
            if ((now & (UnixFileMode.GroupRead | UnixFileMode.GroupWrite)) != 0)
                now |= UnixFileMode.SetGroup;
        }
        if (now != File.GetUnixFileMode(path))
            File.SetUnixFileMode(path, now);
    }

    // Whoever may read may enter.
    private static UnixFileMode Executable(UnixFileMode mode) => (UnixFileMode)((int)(mode & Read) >> 2);

    private static int? TryOctal(string value)
    {
        var number = 0;
        foreach (var digit in value)
        {
            if (digit is < '0' or > '7' || number > 0xFFFF)
                return null;
            number = (number << 3) | (digit - '0');
        }
        return number;
    }

    private static SharedAccess Of(int number, string value) => number switch
    {
        0 => default,
        1 => new(Group),
        2 => new(Group | UnixFileMode.OtherRead),
        _ => ((UnixFileMode)number & Owner) == Owner ? new((UnixFileMode)number & (Read | Write), isExact: true) : throw Bad(value),
    };

    private static PolicyException Bad(string value) =>
        new($"The repository's config has '{Escape.ForDisplay(value)}' for core.sharedRepository; expected umask, group, all, or an octal number with which the owner may read and write.");
}
