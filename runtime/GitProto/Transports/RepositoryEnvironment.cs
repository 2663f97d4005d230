namespace GitProto.Transports;

/// <summary>The variables that bind a Git process to one repository. They never reach a process that serves another.</summary>
/// <remarks>Source: <c>git rev-parse --local-env-vars</c>.</remarks>
internal static class RepositoryEnvironment
{
    private static readonly string[] Names =
    [
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS", "GIT_DIR",
        "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NO_REPLACE_OBJECTS",
        "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
    ];

    /// <summary>Removes them.</summary>
    public static void Remove(IDictionary<string, string?> environment)
    {
        foreach (var name in Names)
            environment.Remove(name);
    }
}
