using GitProto.Cli.Tests;
using GitProto.Examples.Generator.Markdown;

namespace GitProto.Packages.Tests;

/// <summary>The program that README.md shows first under "As a library", and what it says there.</summary>
internal static class QuickStart
{
    private static readonly Block Shown = PageReader.Read("README.md", File.ReadAllText(Path.Combine(Run.Root, "README.md")))
        .Sections.Single(section => section.Title == "As a library").Blocks.First(block => block.Kind == BlockKind.CSharp);

    public static string Code => Text(Shown.Code);

    public static string Output => Text(Shown.Output!);

    private static string Text(Fence fence) => string.Concat(fence.Lines.Select(line => line + "\n"));
}
