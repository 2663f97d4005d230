using System.Globalization;
using System.Text;

namespace GitProto.Server;

/// <summary>The command line of an archive, read as git reads it: options anywhere up to <c>--</c>, long names cut short where that is clear.</summary>
/// <remarks>Source: git-archive "OPTIONS"; archive.c parse_archive_args.</remarks>
internal sealed class ArchiveArguments
{
    private static readonly string[] WithValue = ["format", "prefix", "add-file", "add-virtual-file", "output", "remote", "exec"];
    private static readonly string[] Flags = ["worktree-attributes", "verbose", "list"];
    private readonly List<ByteString> words = [];
    private readonly HashSet<string> seen = [];
    private string format = "tar";

    private ArchiveArguments()
    {
    }

    /// <summary>The format.</summary>
    public ArchiveFormat Format { get; private set; } = ArchiveFormats.Find("tar")!;

    /// <summary>What every path begins with.</summary>
    public ByteString Prefix { get; private set; }

    /// <summary>How hard to compress, 0 to 9; null for the default.</summary>
    public int? Level { get; private set; }

    /// <summary>True if only the formats are asked for.</summary>
    public bool IsList { get; private set; }

    /// <summary>True to send the names of what goes into the archive.</summary>
    public bool IsVerbose { get; private set; }

    /// <summary>What the tree is called.</summary>
    public ByteString Tree => words[0];

    /// <summary>The paths that are wanted; none for all.</summary>
    public IEnumerable<ByteString> Paths => words.Skip(1);

    /// <summary>Reads it.</summary>
    /// <exception cref="ArchiveRefusedException">The texts are git's.</exception>
    public static ArchiveArguments Parse(IReadOnlyList<ByteString> arguments)
    {
        var read = new ArchiveArguments();
        var input = new Queue<ByteString>(arguments);
        while (input.TryDequeue(out var argument))
        {
            if (argument == "--")
            {
                read.words.AddRange(input);
                break;
            }
            if (argument.Span.StartsWith("--"u8))
                read.TakeLong(argument, input);
            else if (argument.Length > 1 && argument.Span[0] == '-')
                read.TakeShort(argument, input);
            else
                read.words.Add(argument);
        }
        read.Check();
        return read;
    }

    private static ByteString Part(ByteString text, int from) => new(text.Span[from..]);

    private void TakeLong(ByteString argument, Queue<ByteString> input)
    {
        var text = argument.Span[2..];
        var equals = text.IndexOf((byte)'=');
        var typed = Encoding.Latin1.GetString(equals < 0 ? text : text[..equals]);
        var name = FullName(typed) ?? throw ArchiveRefusedException.Error($"unknown option `{Escape.ForDisplay(text)}'");
        if (Flags.Contains(name))
        {
            if (equals >= 0)
                throw ArchiveRefusedException.Error($"option `{name}' takes no value", withUsage: false);
            TakeFlag(name);
        }
        else if (equals >= 0)
            TakeValue(name, Part(argument, 2 + equals + 1));
        else
            TakeValue(name, input.TryDequeue(out var value) ? value : throw ArchiveRefusedException.Error($"option `{name}' requires a value", withUsage: false));
    }

    private static string? FullName(string typed)
    {
        string[] names = [.. WithValue, .. Flags];
        if (names.Contains(typed))
            return typed;
        string[] found = [.. names.Where(name => typed.Length > 0 && name.StartsWith(typed, StringComparison.Ordinal))];
        return found.Length < 2 ? found.SingleOrDefault()
            : throw ArchiveRefusedException.Error($"ambiguous option: {typed} (could be --{found[0]} or --{found[1]})");
    }

    private void TakeShort(ByteString argument, Queue<ByteString> input)
    {
        for (var i = 1; i < argument.Length; i++)
        {
            var letter = argument.Span[i];
            if (letter is >= (byte)'0' and <= (byte)'9')
                i = TakeLevel(argument, i) - 1;
            else if (letter == 'v')
                TakeFlag("verbose");
            else if (letter == 'l')
                TakeFlag("list");
            else if (letter == 'o')
            {
                TakeValue("output", i + 1 < argument.Length || !input.TryDequeue(out var value) ? Part(argument, i + 1) : value);
                return;
            }
            else
                throw ArchiveRefusedException.Error($"unknown switch `{Escape.ForDisplay([letter])}'");
        }
    }

    private int TakeLevel(ByteString argument, int from)
    {
        var end = from;
        while (end < argument.Length && argument.Span[end] is >= (byte)'0' and <= (byte)'9')
            end++;
        var digits = argument.Span[from..end];
        Level = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? level : int.MaxValue;
        return end;
    }

    private void TakeFlag(string name)
    {
        seen.Add(name);
        IsVerbose |= name == "verbose";
        IsList |= name == "list";
    }

    private void TakeValue(string name, ByteString value)
    {
        seen.Add(name);
        if (name == "format")
            format = Encoding.Latin1.GetString(value.Span);
        else if (name == "prefix")
            Prefix = value;
    }

    /// <summary>Refuses what a server must not do, in git's order.</summary>
    private void Check()
    {
        if (seen.Contains("remote"))
            throw ArchiveRefusedException.Fatal("Unexpected option --remote");
        if (seen.Contains("exec"))
            throw ArchiveRefusedException.Fatal("the option '--exec' requires '--remote'");
        if (seen.Contains("output"))
            throw ArchiveRefusedException.Fatal("Unexpected option --output");
        if (seen.Contains("add-file") || seen.Contains("add-virtual-file"))
            throw ArchiveRefusedException.Fatal("options '--add-file' and '--remote' cannot be used together");
        if (IsList)
            return;
        if (words.Count == 0)
            throw ArchiveRefusedException.Misused();
        Format = ArchiveFormats.Find(format) ?? throw ArchiveRefusedException.Fatal($"Unknown archive format '{Escape.ForDisplay(Encoding.Latin1.GetBytes(format))}'");
        if (Level is { } level && (!Format.HasLevels || level > 9))
            throw ArchiveRefusedException.Fatal(string.Create(CultureInfo.InvariantCulture, $"Argument not supported for format '{Format.Name}': -{level}"));
        if (seen.Contains("worktree-attributes"))
            throw ArchiveRefusedException.Fatal("--worktree-attributes is not supported by this server");
        ArchiveName.CheckPrefix(Prefix);
    }
}
