namespace GitProto.Examples.Generator.Markdown;

/// <summary>A fenced part of a page.</summary>
/// <param name="Line">The line of the opening fence, from 1; the first line inside is the next.</param>
/// <param name="Indent">What stands before the fence, as in a list.</param>
/// <param name="Lines">The lines inside, as they stand in the page.</param>
internal sealed record Fence(int Line, string Indent, IReadOnlyList<string> Lines);
