namespace GitProto.Examples.Output;

/// <summary>One line of a comparison.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Text">The line as shown, or as printed if the page does not show it.</param>
/// <param name="Shown">Its place in the page's block, from 0.</param>
internal readonly record struct Step(StepKind Kind, string Text, int Shown);
