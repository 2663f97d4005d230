using System.Globalization;

namespace GitProto.Tests;

/// <summary>The processes that this one has started and that still run. Only Linux tells.</summary>
internal static class ChildProcesses
{
    public static string[] List() => !Directory.Exists("/proc") ? [] :
        [.. Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])).Where(IsChild).Order(StringComparer.Ordinal)];

    private static bool IsChild(string path)
    {
        try
        {
            // The name stands in parentheses and may hold anything; the parent is the second word behind it.
            var stat = File.ReadAllText(Path.Join(path, "stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
