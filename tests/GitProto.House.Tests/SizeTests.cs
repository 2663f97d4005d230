using GitProto.House.Tests.Tree;

namespace GitProto.House.Tests;

public sealed class SizeTests
{
    private const int Longest = 400;
    private const int Median = 60;

    private static readonly List<(string File, int Lines)> Sizes =
        [.. Repository.CSharp().Select(file => (file, Repository.Read(file).Split('\n').Length - 1)).OrderBy(size => size.Item2)];

    [Test]
    public void No_hand_written_file_is_longer_than_400_lines() => Sizes.Where(size => size.Lines > Longest).ShouldBeEmpty();

    [Test]
    public void Half_of_the_files_have_60_lines_or_less()
    {
        TestContext.Out.WriteLine($"{Sizes.Count} files, median {Sizes[Sizes.Count / 2].Lines} lines, longest {Sizes[^1]}");
        Sizes[Sizes.Count / 2].Lines.ShouldBeLessThanOrEqualTo(Median);
    }
}
