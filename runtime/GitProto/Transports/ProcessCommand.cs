namespace GitProto.Transports;

/// <summary>A program to run: an absolute path and a list of arguments. No shell reads them, and nothing is looked up.</summary>
public sealed record ProcessCommand
{
    /// <summary>Names a program.</summary>
    /// <param name="path">Its absolute path. <see cref="ExecutablePath.Find"/> finds one for a name.</param>
    /// <param name="arguments">What it is given, each exactly as it stands here.</param>
    /// <exception cref="PolicyException">The path is not absolute, or a text holds NUL.</exception>
    public ProcessCommand(string path, params IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(arguments);
        if (!System.IO.Path.IsPathFullyQualified(path))
            throw new PolicyException($"'{Escape.ForDisplay(path)}' is not run: only an absolute path names a program.");
        if (path.Contains('\0', StringComparison.Ordinal) || arguments.Any(argument => argument.Contains('\0', StringComparison.Ordinal)))
            throw new PolicyException($"'{Escape.ForDisplay(path)}' is not run: its path or an argument holds NUL.");
        (Path, Arguments) = (path, arguments);
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>The arguments.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>
    /// Variables to set, or with null to remove. The rest is inherited, except for what Git keeps per repository (<c>GIT_DIR</c> and
    /// its like), which is never handed on.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Where it runs; the current directory if null.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Is given what the program writes to its standard error, as it comes, and at its end nothing, once. It is kept in <see cref="ProcessConnection.ErrorText"/> too.</summary>
    public Action<ReadOnlyMemory<byte>>? StandardError { get; init; }

    /// <summary>The same, for one who may have to wait before more can be taken.</summary>
    internal Func<ReadOnlyMemory<byte>, ValueTask>? ErrorSink { get; init; }
}
