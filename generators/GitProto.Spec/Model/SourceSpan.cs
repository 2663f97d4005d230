using System.Globalization;

namespace GitProto.Spec;

/// <summary>Where something stands in a spec file. Lines and columns count from 1; the end is the column behind the last character.</summary>
/// <param name="Path">The path of the file, as it was handed to the loader.</param>
/// <param name="Line">The first line.</param>
/// <param name="Column">The first column, in characters.</param>
/// <param name="EndLine">The last line.</param>
/// <param name="EndColumn">The column behind the end.</param>
public readonly record struct SourceSpan(string Path, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>The place in the form that MSBuild and editors make clickable: <c>path(line,column)</c>.</summary>
    /// <returns>The place as text.</returns>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}({1},{2})", Path, Line, Column);
}
