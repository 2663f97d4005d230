using GitProto.House.Tests.Tree;
using Microsoft.CodeAnalysis.CSharp;

namespace GitProto.House.Tests.Words;

/// <summary>The one rule: every word of the protocol is written once, in <c>spec/</c>.</summary>
public sealed class ProtocolWordTests
{
    private const string Allowed = "tests/GitProto.House.Tests/protocol-words-allowed.txt";

    [Test]
    public void No_hand_written_code_spells_a_word_of_the_protocol() =>
        AllowList.Load(Allowed).Check(Repository.CSharp("runtime", "conformance").SelectMany(file => LiteralScanner.Find(Repository.Parse(file), ProtocolWords.OfThisRepository)),
            "a word of the protocol is spelled outside spec/");

    [Test]
    public void The_words_come_from_the_spec()
    {
        var words = ProtocolWords.OfThisRepository;
        string[] known = ["multi_ack_detailed", "side-band-64k", "want", "want ", "ACK ", "NAK", "command=", "command=fetch", "agent=", "symref-target:", "ERR ", "ng ", "unshallow "];
        known.Where(word => !words.Contains(word)).ShouldBeEmpty();
        words.Count.ShouldBeGreaterThan(80);
    }

    [TestCase("\"side-band-64k\"")]
    [TestCase("\"report-status\"u8")]
    [TestCase("\"want \"")]
    [TestCase("\"want\"")]
    [TestCase("\"ACK \"u8")]
    [TestCase("$\"have {id}\"")]
    [TestCase("$\"have {id}\\n\"")]
    [TestCase("\"want 0123456789012345678901234567890123456789\\n\"u8")]
    [TestCase("\"NAK\\n\"u8")]
    [TestCase("\"object-format=sha1\"u8")]
    [TestCase("\"\"\"command=fetch\"\"\"")]
    [TestCase("@\"shallow \"")]
    [TestCase("f(a ? \"done\" : null)")]
    public void An_offending_literal_is_caught(string code) => Find(code).ShouldHaveSingleItem();

    [TestCase("\"I want an id\"")]
    [TestCase("\"have no idea\"")]
    [TestCase("$\"The ref {name} is not there; want {id}\"")]
    [TestCase("'w'")]
    [TestCase("nameof(want)")]
    [TestCase("/* \"want \" */ 1")]
    public void Sentences_names_and_comments_are_none(string code) => Find(code).ShouldBeEmpty();

    [Test]
    public void An_exception_that_nothing_needs_is_found() =>
        Should.Throw<ShouldAssertException>(() => AllowList.Of("runtime/ \"want\" -- why").Check([], "rule"));

    [Test]
    public void An_exception_is_for_its_path_and_its_word_alone()
    {
        var list = AllowList.Of("runtime/A/ \"shallow\" -- the file of that name");
        list.Check([new Finding("runtime/A/B.cs", 1, "\"shallow\"")], "rule");
        Should.Throw<ShouldAssertException>(() => list.Check([new Finding("runtime/A/B.cs", 1, "\"shallow\""), new Finding("runtime/C.cs", 7, "\"shallow\"")], "rule"))
            .Message.ShouldContain("runtime/C.cs(7)");
    }

    private static List<Finding> Find(string expression) =>
        [.. LiteralScanner.Find(CSharpSyntaxTree.ParseText($"class C {{ object M() => {expression}; }}").GetRoot(), ProtocolWords.OfThisRepository)];
}
