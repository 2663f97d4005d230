using GitProto.Examples.Output;
using NUnit.Framework;
using Shouldly;

namespace GitProto.Examples.EngineTests;

public sealed class ComparisonTests
{
    [TestCase("a", "a", true)]
    [TestCase("a", "b", false)]
    [TestCase("a  ", "a", true)]
    [TestCase("took ... ms", "took 12 ms", true)]
    [TestCase("took ... ms", "took 12 s", false)]
    [TestCase("took ...", "took", false)]
    [TestCase("took...", "took", true)]
    [TestCase("a...b...c", "a-b-b-c", true)]
    [TestCase("a...b", "ab", true)]
    [TestCase("ab...b", "ab", false)]
    public void Dots_within_a_line_stand_for_any_text(string shown, string printed, bool same) =>
        LineMatch.Matches(shown, printed).ShouldBe(same);

    [TestCase("...", "", true)]
    [TestCase("...", "a|b", true)]
    [TestCase("a|...|d", "a|b|c|d", true)]
    [TestCase("a|...|d", "a|d", true)]
    [TestCase("a|...|d", "a|b|c", false)]
    [TestCase("a|b", "a", false)]
    [TestCase("", "a", false)]
    public void Dots_alone_on_a_line_stand_for_any_lines(string shown, string printed, bool same) =>
        Compare(shown, printed).IsSame.ShouldBe(same);

    [Test]
    public void A_difference_is_shown_at_its_line() =>
        Compare("a|b|c", "a|B|c").Describe(10).ReplaceLineEndings("\n").ShouldBe("     11   - b\n          + B\n");

    [Test]
    public void Wildcards_that_still_hold_are_kept_when_output_is_accepted() =>
        Compare("at ...|...|end|gone", "at 12:00|x|y|end|new").Accepted.ShouldBe(["at ...", "...", "end", "new"]);

    [Test]
    public void A_line_end_at_the_end_begins_no_line() => Comparison.Lines("a\r\n\nb\n").ShouldBe(["a", "", "b"]);

    private static Comparison Compare(string shown, string printed) => new(Lines(shown), Lines(printed));

    private static string[] Lines(string text) => text.Split('|', StringSplitOptions.RemoveEmptyEntries);
}
