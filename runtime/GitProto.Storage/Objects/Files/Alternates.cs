using System.Text;

namespace GitProto.Storage;

/// <summary>Finds the objects directories a repository borrows from.</summary>
internal static class Alternates
{
    private const int MaxLength = 1 << 20;

    /// <summary>The directory itself, then those it names, and what these name, each once. One that does not exist is passed over, as git does.</summary>
    /// <exception cref="PolicyException">One is outside the allowed roots.</exception>
    /// <exception cref="LimitExceededException">They are nested too deep.</exception>
    public static IReadOnlyList<string> Find(string objectsDirectory, PathGuard guard, int maxDepth)
    {
        var found = new List<string> { objectsDirectory };
        for (var (depth, done) = (0, 0); done < found.Count; depth++)
        {
            var level = found[done..];
            done = found.Count;
            foreach (var path in level.SelectMany(directory => Read(directory, guard)))
            {
                var real = guard.Demand(path);
                if (found.Contains(real) || !Directory.Exists(real))
                    continue;
                if (depth >= maxDepth)
                    throw new LimitExceededException(nameof(FileRepositoryOptions.MaxAlternateDepth), maxDepth, "The nesting of alternates");
                found.Add(real);
            }
        }
        return found;
    }

    private static List<string> Read(string directory, PathGuard guard)
    {
        var paths = new List<string>();
        foreach (var line in new ByteLines(SmallFile.TryRead(Path.Join(directory, "info", "alternates"), MaxLength, nameof(MaxLength), guard) ?? []))
        {
            var path = Encoding.UTF8.GetString(line);
            if (path.Length > 0 && path[0] != '#')
                paths.Add(Path.IsPathRooted(path) ? path : Path.Join(directory, path));
        }
        return paths;
    }
}
