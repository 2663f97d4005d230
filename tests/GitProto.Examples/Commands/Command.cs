namespace GitProto.Examples.Commands;

/// <summary>A command of a console block and the output that the page shows for it.</summary>
/// <param name="Line">The line of the page, from 1.</param>
/// <param name="Source">The command as it stands there: more than one line if it ends in a backslash.</param>
/// <param name="Shown">The lines below it.</param>
internal sealed record Command(int Line, IReadOnlyList<string> Source, IReadOnlyList<string> Shown)
{
    private const string Prompt = "$ ";

    /// <summary>True if the command goes on while the next ones run.</summary>
    public bool IsBackground => Text.EndsWith(" &", StringComparison.Ordinal);

    /// <summary>What the shell gets, but for the <c>&amp;</c>.</summary>
    public string ForShell => IsBackground ? Text[..^2] : Text;

    /// <summary>The first line of the page with output of this command.</summary>
    public int FirstOutputLine => Line + Source.Count;

    private string Text => string.Join('\n', Source)[Prompt.Length..].TrimEnd();

    /// <summary>The commands of a block.</summary>
    /// <param name="lines">The lines of the block.</param>
    /// <param name="firstLine">The line of the page where the first of them stands.</param>
    public static IReadOnlyList<Command> Read(IReadOnlyList<string> lines, int firstLine)
    {
        var commands = new List<Command>();
        for (var at = 0; at < lines.Count;)
        {
            var start = at;
            while (lines[at].EndsWith('\\') && at + 1 < lines.Count)
                at++;
            var source = lines.Skip(start).Take(++at - start).ToList();
            if (!source[0].StartsWith(Prompt, StringComparison.Ordinal))
                throw new FormatException($"line {firstLine + start}: a console block begins with a command after '$ '");
            var output = lines.Skip(at).TakeWhile(line => !line.StartsWith(Prompt, StringComparison.Ordinal)).ToList();
            at += output.Count;
            commands.Add(new Command(firstLine + start, source, output));
        }
        return commands;
    }
}
