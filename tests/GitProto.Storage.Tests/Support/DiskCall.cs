using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GitProto.Storage.Tests.Support;

/// <summary>A call of a process that has changed the disk, or written to a pipe, as strace tells of it with <see cref="Options"/>.</summary>
/// <param name="Name">The name of the call.</param>
/// <param name="File">What the descriptor in front is of; null where there is none.</param>
/// <param name="Strings">What stood in quotes: paths, or the bytes that were written.</param>
/// <param name="Numbers">The numbers behind them, as a length and an offset.</param>
/// <param name="Flags">The words behind them, as how a file was opened.</param>
internal sealed partial record DiskCall(string Name, string? File, IReadOnlyList<byte[]> Strings, IReadOnlyList<long> Numbers, string Flags)
{
    private const string Calls = "open,openat,creat,write,writev,pwrite64,pwritev,ftruncate,truncate,fallocate,fsync,fdatasync,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir,sendfile,copy_file_range";
    private const string Unfinished = " <unfinished ...>";

    /// <summary>What strace is to be told; the log and the program go behind.</summary>
    public static IReadOnlyList<string> Options { get; } = ["-f", "-qqq", "--seccomp-bpf", "-y", "-xx", "-s", "100000000", "-e", "trace=" + Calls];

    /// <summary>A path among the strings.</summary>
    public string Path(int number) => Encoding.UTF8.GetString(Strings[number]);

    /// <summary>The calls that a log tells of and that were no failure, in the order in which they ended.</summary>
    public static IEnumerable<DiskCall> Read(string log)
    {
        var begun = new Dictionary<string, string>();
        foreach (var line in System.IO.File.ReadLines(log, Encoding.Latin1))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var (process, text) = (line[..space], line[space..].TrimStart());
            if (text.EndsWith(Unfinished, StringComparison.Ordinal))
            {
                begun[process] = text[..^Unfinished.Length];
                continue;
            }
            if (Resumed().Match(text) is { Success: true } resumed)
                text = begun[process] + text[resumed.Length..];
            if (Whole().Match(text) is { Success: true } whole)
                yield return Of(whole.Groups["name"].Value, whole.Groups["arguments"].Value);
        }
    }

    private static DiskCall Of(string name, string arguments)
    {
        var descriptor = Front().Match(arguments);
        var file = descriptor.Success ? Encoding.UTF8.GetString(Bytes(descriptor.Groups["path"].Value)) : null;
        var words = Quoted().Replace(arguments[descriptor.Length..], "");
        return new DiskCall(
            name,
            file,
            [.. Quoted().Matches(arguments).Select(one => Bytes(one.Groups["text"].Value))],
            [.. words.Split(',', StringSplitOptions.TrimEntries).Select(word => long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).Where(number => number >= 0)],
            words);
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace("\\x", "", StringComparison.Ordinal));

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>")]
    private static partial Regex Resumed();

    [GeneratedRegex(@"^(?<name>\w+)\((?<arguments>.*)\)\s+= \d+(<[^>]*>)?$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^\d+<(?<path>(\\x[0-9a-f]{2})*)>")]
    private static partial Regex Front();

    [GeneratedRegex("\"(?<text>(\\\\x[0-9a-f]{2})*)\"")]
    private static partial Regex Quoted();
}
