using System.Globalization;
using System.Text;

namespace GitProto.Examples.Output;

/// <summary>What a page shows as output, beside what was printed.</summary>
internal sealed class Comparison(IReadOnlyList<string> shown, IReadOnlyList<string> printed)
{
    private readonly IReadOnlyList<Step> steps = Alignment.Of(shown, printed);

    /// <summary>True if the page is right.</summary>
    public bool IsSame => steps.All(step => step.Kind == StepKind.Same);

    /// <summary>What the page should show: the printed lines, with the wildcards that still hold.</summary>
    public IReadOnlyList<string> Accepted => [.. steps.Where(step => step.Kind != StepKind.Missing).Select(step => step.Text)];

    /// <summary>The differences, each at its line.</summary>
    /// <param name="firstLine">The line of the page where the shown output begins.</param>
    public string Describe(int firstLine)
    {
        var text = new StringBuilder();
        var before = StepKind.Same;
        foreach (var step in steps)
        {
            // A change is a line that is missing and, at the same place, one that is extra.
            var place = step.Kind == StepKind.Extra && before != StepKind.Same ? "" : (firstLine + step.Shown).ToString(CultureInfo.InvariantCulture);
            if (step.Kind != StepKind.Same)
                text.AppendLine(CultureInfo.InvariantCulture, $"   {place,4}   {(step.Kind == StepKind.Missing ? '-' : '+')} {step.Text}");
            before = step.Kind;
        }
        return text.ToString();
    }

    /// <summary>Text as its lines; a line end at the end begins no further one.</summary>
    public static IReadOnlyList<string> Lines(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        return text.Length == 0 ? [] : (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
    }
}
