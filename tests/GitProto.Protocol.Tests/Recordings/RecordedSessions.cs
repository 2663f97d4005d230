namespace GitProto.Protocol.Tests.Recordings;

/// <summary>The recorded sessions under tests/recordings/sessions/.</summary>
public static class RecordedSessions
{
    private static readonly Lazy<IReadOnlyList<RecordedSession>> Loaded = new(Load);

    /// <summary>All of them, in the order of their names.</summary>
    public static IReadOnlyList<RecordedSession> All() => Loaded.Value;

    public static RecordedSession Named(string name) =>
        All().SingleOrDefault(session => session.Name == name) ?? throw new ArgumentException($"There is no recorded session {name}.", nameof(name));

    /// <summary>The folder of the fixtures, found upwards from the tests' own.</summary>
    public static string Folder
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                var sessions = Path.Combine(folder.FullName, "tests", "recordings", "sessions");
                if (Directory.Exists(sessions))
                    return sessions;
            }
            throw new DirectoryNotFoundException("tests/recordings/sessions is nowhere above the tests.");
        }
    }

    private static RecordedSession[] Load() =>
        [.. Directory.EnumerateFiles(Folder, "*.session", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => RecordedSessionReader.Read(File.ReadAllBytes(path)))];
}
