using System.Text;

namespace GitProto.Spec.Emit;

/// <summary>Builds C# text, indented by its braces.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder text = new();
    private int depth;
    private bool blank = true;

    /// <summary>Writes one line.</summary>
    public CodeWriter Line(string line)
    {
        blank = false;
        if (line.Length > 0)
            text.Append(' ', depth * 4).Append(line);
        text.Append('\n');
        return this;
    }

    /// <summary>Writes several lines of a raw string, each at the present depth.</summary>
    public CodeWriter Lines(string lines)
    {
        foreach (var line in lines.Split('\n'))
            Line(line.TrimEnd('\r'));
        return this;
    }

    /// <summary>Writes an empty line, but never two, and none behind an opening brace.</summary>
    public CodeWriter Blank()
    {
        if (!blank)
            text.Append('\n');
        blank = true;
        return this;
    }

    /// <summary>Writes a line and opens a block behind it.</summary>
    public CodeWriter Open(string line)
    {
        Line(line);
        Line("{");
        depth++;
        blank = true;
        return this;
    }

    /// <summary>Closes a block.</summary>
    public CodeWriter Close(string after = "")
    {
        if (blank && text.Length > 1 && text[text.Length - 1] == '\n' && text[text.Length - 2] == '\n')
            text.Length--;
        depth--;
        return Line("}" + after);
    }

    /// <summary>Writes lines one level deeper.</summary>
    public CodeWriter Indented(string line)
    {
        depth++;
        Line(line);
        depth--;
        return this;
    }

    /// <summary>Writes an XML doc summary.</summary>
    public CodeWriter Summary(string summary) => Line($"/// <summary>{Xml.Escape(summary)}</summary>");

    /// <inheritdoc/>
    public override string ToString() => text.ToString();
}
