using System.Globalization;
using System.Text;
using GitProto.Examples.Generator.Markdown;

namespace GitProto.Examples.Running;

/// <summary>Says what failed: the page and line, the code, what differs and how to accept it.</summary>
internal sealed class Report(Page page, Section section)
{
    private const int CodeLines = 6;

    /// <summary>A failure of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="line">The line of the page that it is about.</param>
    /// <param name="what">What is wrong, in a few words.</param>
    /// <param name="details">More, on lines of its own.</param>
    /// <param name="canAccept">True if the accept command would mend it.</param>
    public ExampleFailedException Failure(Block block, int line, string what, string details = "", bool canAccept = false)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{page.Path}:{line}  \"{section.Title}\"  {what}");
        text.AppendLine();
        var code = block.Code;
        foreach (var (number, shown) in code.Lines.Select((shown, i) => (code.Line + 1 + i, shown)).Where(row => row.Item1 <= Math.Max(line, code.Line + 1)).TakeLast(CodeLines))
            text.AppendLine(CultureInfo.InvariantCulture, $"   {number,4} │ {shown}");
        if (details.Length > 0)
            text.AppendLine().AppendLine(details.TrimEnd());
        if (canAccept)
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"   accept  {Acceptance.Command}");
        return new ExampleFailedException(text.ToString());
    }
}
