using GitProto.Transports;

namespace GitProto.Conformance.Peers;

/// <summary>
/// Stands around a program of the suite, so that it does not outlive the suite however that ends: a shell waits for the program, and ends it with all that it started
/// as soon as the other end of its own standard input is gone, or the shell itself is asked to end, as it is where the suite is ended with all its group.
/// </summary>
internal static class Guard
{
    private const string Shell = "/bin/sh";
    private const string Script = """
        exec 3<&0
        setsid "$@" 3<&- </dev/null &
        child=$!
        trap 'kill -KILL -$child 2>/dev/null; exit 143' TERM INT HUP
        { read -r line <&3; kill -KILL -$child; } >/dev/null 2>&1 &
        watch=$!
        wait $child
        code=$?
        kill -KILL $watch 2>/dev/null
        exit $code
        """;

    private static readonly bool IsPossible = File.Exists(Shell) && Find("setsid") is not null;

    /// <summary>The program within its guard, or as it is where there is none. Its standard input is empty.</summary>
    /// <exception cref="ConformanceException">There is no such program.</exception>
    public static ProgramCall Around(ProgramCall call)
    {
        if (!IsPossible)
            return call;
        if (Find(call.Path) is null)
            throw new ConformanceException($"'{call.Path}' cannot be started: there is no such program.");
        return call with { Path = Shell, Arguments = ["-c", Script, "guard", call.Path, .. call.Arguments] };
    }

    private static string? Find(string program) => ExecutablePath.Find(program.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(program) : program);
}
