using System.Text;

namespace GitProto.Examples.Generator.Emit;

/// <summary>C# text, with the lines of a page marked as such.</summary>
internal sealed class SourceWriter(string pagePath)
{
    private readonly StringBuilder text = new();

    /// <summary>A line of our own.</summary>
    public void Line(string line = "") => text.Append(line).Append('\n');

    /// <summary>Text of the page: the compiler reports it, and the debugger shows it, at its line there.</summary>
    public void FromPage(int line, string code)
    {
        Line($"#line {line} \"{pagePath}\"");
        Line(code);
        Line("#line hidden");
    }

    public override string ToString() => text.ToString();
}
