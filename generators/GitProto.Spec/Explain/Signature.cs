using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Explain;

/// <summary>A public type or member of emitted code.</summary>
/// <param name="Path">The types around it, parted by dots; of a type its own name too.</param>
/// <param name="IsType">Whether it is a type.</param>
/// <param name="Text">The declaration without its body.</param>
/// <param name="Summary">Its summary, as the XML has it.</param>
internal sealed record Signature(string Path, bool IsType, string Text, string Summary)
{
    private string[] Types { get; } = Path.Split('.');

    /// <summary>How many types are around it.</summary>
    public int Depth => IsType ? Types.Length - 1 : Types.Length;

    /// <summary>The paths of the types around it.</summary>
    public IEnumerable<string> Around => Enumerable.Range(1, Depth).Select(count => string.Join(".", Types.Take(count)));

    /// <summary>The name of one of the types on the path; empty if it is shorter.</summary>
    public string Type(int depth) => depth < Types.Length ? Types[depth] : "";

    /// <summary>The declaration, led by the types around it if those are not shown.</summary>
    public string Shown(ICollection<string> types)
    {
        if (Depth == 0 || types.Contains(Around.Last()))
            return Text;
        return IsType ? Text.Replace(" " + Types[Depth], " " + Path) : $"{Path}: {Text}";
    }
}
