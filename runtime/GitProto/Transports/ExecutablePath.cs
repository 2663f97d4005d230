namespace GitProto.Transports;

/// <summary>Finds programs on the search path, never in the current directory.</summary>
public static class ExecutablePath
{
    /// <summary>The absolute path of a program.</summary>
    /// <param name="name">A name without a directory, or an absolute path.</param>
    /// <returns>Null if there is none.</returns>
    public static string? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Path.IsPathFullyQualified(name))
            return IsExecutable(name) ? name : null;
        if (name.Length == 0 || name.AsSpan().ContainsAny('/', '\\', '\0'))
            return null;
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        // Empty and relative entries mean the current directory or one below it: a repository could lie there.
        return directories.Where(Path.IsPathFullyQualified)
            .SelectMany(directory => Endings(name).Select(ending => directory + Path.DirectorySeparatorChar + name + ending))
            .FirstOrDefault(IsExecutable);
    }

    private static string[] Endings(string name) => OperatingSystem.IsWindows() && !Path.HasExtension(name) ? [".exe"] : [""];

    private static bool IsExecutable(string path)
    {
        const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & execute) != 0);
    }
}
