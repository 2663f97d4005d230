using System.Globalization;

namespace GitProto.Examples.Generator.Markdown;

/// <summary>What HTML comments above a block, or below a heading, ask for.</summary>
internal sealed record Directives(string? NotRun = null, int? LimitSeconds = null, bool InCheckout = false, bool Continues = false, bool DoesNotCompile = false)
{
    /// <summary>No wishes.</summary>
    public static Directives None { get; } = new();

    /// <summary>Adds what a line says, or gives null if the line is no comment.</summary>
    public Directives? With(string line)
    {
        line = line.Trim();
        if (!line.StartsWith("<!--", System.StringComparison.Ordinal) || !line.EndsWith("-->", System.StringComparison.Ordinal) || line.Length < 7)
            return null;
        var text = line.Substring(4, line.Length - 7).Trim();
        var colon = text.IndexOf(':');
        var (key, value) = colon < 0 ? (text, "") : (text.Substring(0, colon), text.Substring(colon + 1).Trim());
        return key switch
        {
            "not run" => this with { NotRun = value },
            "limit" => this with { LimitSeconds = int.Parse(value.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture) },
            "in" => this with { InCheckout = value == "checkout" },
            "does not compile" => this with { DoesNotCompile = true },
            "continues" => this with { Continues = true },
            _ => this,
        };
    }
}
