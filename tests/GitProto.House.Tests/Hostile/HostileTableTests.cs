using GitProto.House.Tests.Tree;

namespace GitProto.House.Tests.Hostile;

public sealed class HostileTableTests
{
    private const int Catalogued = 202;
    private const int Traps = 10;
    private const string File = "tests/hostile.md";
    private static readonly HostileTable Table = HostileTable.Parse(Repository.Read(File));

    [Test]
    public void The_table_has_every_row_once()
    {
        Table.Rows.Select(row => row.Id).ShouldBeUnique();
        Table.Rows.Count(row => row.Id[0] != 'D').ShouldBe(Catalogued);
        Table.Rows.Count(row => row.Id[0] == 'D').ShouldBe(Traps);
    }

    [Test]
    public void The_table_says_of_each_row_what_the_tests_say()
    {
        TestContext.Out.WriteLine(string.Join(", ", Table.Rows.GroupBy(row => row.Status).Select(group => $"{group.Key}: {group.Count()}")));
        Table.Disagreements(TestMethods.NamedAfterRows.Select(test => test.Row).ToHashSet()).ShouldBeEmpty();
    }

    [Test]
    public void Tests_of_rows_can_be_run_alone_by_their_category() =>
        TestMethods.NamedAfterRows.Where(test => !test.IsHostile).Select(test => test.Test.ToString()).ShouldBeEmpty("[Category(\"hostile\")] is missing");

    [TestCase("| W01 | Title | done | |", "W01 is Done, but no test has its name")]
    [TestCase("| W02 | Title | open | |", "W02 is Open, but a test has its name")]
    [TestCase("| W02 | Title | not ours | why |", "W02 is NotOurs, but a test has its name")]
    [TestCase("| W02 | Title | part | |", "does not say which cases wait")]
    [TestCase("| W02 | Title | done | |", null)]
    [TestCase("| W02 | Title | part | the rest |", null)]
    [TestCase("| W01 | Title | open | |\n| W02 | Title | done | |", null)]
    [TestCase("", "W02 has a test, but no row")]
    public void A_disagreement_is_found(string table, string? found)
    {
        var disagreements = string.Join('\n', HostileTable.Parse(table).Disagreements(["W02"]));
        if (found is null)
            disagreements.ShouldBeEmpty();
        else
            disagreements.ShouldContain(found);
    }
}
