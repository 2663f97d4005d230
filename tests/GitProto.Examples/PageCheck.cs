using System.Globalization;
using System.Text;
using GitProto.Examples.Generator.Markdown;
using GitProto.Examples.Running;
using NUnit.Framework;

namespace GitProto.Examples;

/// <summary>What holds for a page as a whole; generated code calls it.</summary>
internal static class PageCheck
{
    /// <summary>Reads a page of the checkout, which must be the one that was compiled.</summary>
    public static Page Load(string path, string fingerprint)
    {
        var page = PageReader.Read(path, File.ReadAllText(Path.Combine(Checkout.Root, path)));
        return page.Fingerprint == fingerprint ? page : throw new ExampleFailedException($"{path} has changed since its tests were built: build them again.");
    }

    /// <summary>A page must be well formed and have a block that runs. Says which blocks do not, and why.</summary>
    public static void Check(string path, string fingerprint)
    {
        var page = Load(path, fingerprint);
        TestContext.Out.Write(NotRun(page));
        if (Problem(page) is { } problem)
            throw new ExampleFailedException(problem);
    }

    /// <summary>What is wrong with a page, or null.</summary>
    public static string? Problem(Page page)
    {
        var problems = page.Problems.Select(problem => $"{page.Path}:{problem}").ToList();
        problems.AddRange(page.Blocks.Where(block => block.Directives.NotRun is "").Select(block => $"{page.Path}:{block.Code.Line}: not run, but no reason is given"));
        if (!page.Blocks.Any(block => block.Runs))
            problems.Add($"{page.Path}:1: no block of this page runs");
        return problems.Count == 0 ? null : string.Join("\n", problems);
    }

    /// <summary>The blocks that do not run, counted.</summary>
    public static string NotRun(Page page)
    {
        var left = page.Blocks.Where(block => !block.Runs).ToList();
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{page.Path}: {page.Blocks.Count() - left.Count} blocks run, {left.Count} not run");
        foreach (var block in left)
            text.AppendLine(CultureInfo.InvariantCulture, $"  line {block.Code.Line}: {block.Directives.NotRun}");
        return text.ToString();
    }
}
