using System.Text.RegularExpressions;
using GitProto.House.Tests.Tree;

namespace GitProto.House.Tests;

/// <summary>What belongs to one machine stays on it.</summary>
public sealed partial class ForeignTextTests
{
    // Written so that they do not find themselves.
    private static readonly string[] Registries =
        ["nuget" + ".org", "npmjs" + ".org", "npmjs" + ".com/package", "pypi" + ".org", "crates" + ".io", "proxy.golang" + ".org", "deb.debian" + ".org", "docker" + ".io/library"];

    private static readonly string[] Binary = [".pack", ".idx", ".bin", ".pkt", ".gz"];

    private static IEnumerable<string> Texts => Repository.Files.Where(file => !Binary.Any(end => file.EndsWith(end, StringComparison.Ordinal)));

    [Test]
    public void No_file_names_a_folder_of_a_machine() => Lines(line => MachinePath().IsMatch(line)).ShouldBeEmpty();

    [Test]
    public void No_file_names_the_host_of_a_registry() =>
        Lines(line => Registries.Any(host => line.Contains(host, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();

    [TestCase("\"/home/me/x\"", true)]
    [TestCase("in C:\\Users\\me", true)]
    [TestCase("</root/x>", true)]
    [TestCase("tests/home/x", false)]
    [TestCase("ssh://h/home/x", false)]
    public void A_folder_of_a_machine_is_known_as_one(string line, bool found) => MachinePath().IsMatch(line).ShouldBe(found);

    private static List<string> Lines(Func<string, bool> isBad) =>
        [.. Texts.Where(file => file != "tests/GitProto.House.Tests/ForeignTextTests.cs")
            .SelectMany(file => Repository.Read(file).Split('\n').Select((line, i) => (Place: $"{file}({i + 1}): {line.Trim()}", line)))
            .Where(row => isBad(row.line)).Select(row => row.Place)];

    [GeneratedRegex(@"(?<![\w/.:~-])(/home/|/root/|/Users/|/work/|/mnt/)\w|[A-Z]:\\Users\\", RegexOptions.CultureInvariant)]
    private static partial Regex MachinePath();
}
