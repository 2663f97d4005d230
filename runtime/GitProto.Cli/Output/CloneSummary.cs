using System.Globalization;
using GitProto.Client;

namespace GitProto.Cli.Output;

/// <summary>What a clone made, in one line.</summary>
internal static class CloneSummary
{
    public static string Of(CloneResult clone)
    {
        var (objects, bytes) = clone.Fetch.Pack is { } pack ? (pack.ObjectCount, pack.Size) : (0, 0);
        var head = clone.Repository.Refs.TryRead(RefName.Head)?.SymbolicTarget is { } branch ? $"is {branch}" : "is detached";
        return $"Cloned {Count(objects, "object")} ({ByteCount.Of(bytes)}) and {Count(clone.Fetch.Refs.Count, "ref")}. HEAD {head}. The clone is bare.";
    }

    private static string Count(long number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
}
