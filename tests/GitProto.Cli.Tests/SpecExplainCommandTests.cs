using System.Text.RegularExpressions;

namespace GitProto.Cli.Tests;

public sealed partial class SpecExplainCommandTests
{
    [Test]
    public void A_line_shows_its_grammar_rules_signatures_and_examples() => Explain("fetch-request.deepen").ShouldSatisfyAllConditions(
        text => text.ShouldStartWith("fetch-request.deepen: line of the message fetch-request\n  commits from each tip"),
        text => text.ShouldMatch(@"\n  stands at +spec/messages/fetch-request\.yaml\(\d+,\d+\)\n"),
        text => text.ShouldMatch(@"\nGrammar\n  line +deepen <number>\n  <number> +decimal digits\n  in depth +deepen or deepen-since or deepen-not \(needs shallow\)\n"),
        text => text.ShouldMatch(@"\n  depth-alone +client MUST NOT send deepen together with "),
        text => text.ShouldContain("\n  const int Elements.FetchRequestDeepen\n  sealed record FetchRequestDeepen(long Number) : FetchRequestDepth\n"),
        text => text.ShouldContain("\n  readonly ref struct FetchRequestLines.DeepenLine\n    long Number { get; }\n    static bool TryRead("),
        text => text.ShouldMatch(@"\n    C: 000ddeepen 1\\n +\[fetch-request\.deepen\]\n"));

    [Test]
    public void A_message_shows_its_body_parts_and_lines() => Explain("fetch-request").ShouldSatisfyAllConditions(
        text => text.ShouldMatch(@"\n  sent by +the client\n"),
        text => text.ShouldMatch(@"\n  body +\[.*flush\]\n"),
        text => text.ShouldMatch(@"\n  depth +deepen or deepen-since or deepen-not \(needs shallow\)\n"),
        text => text.ShouldMatch(@"\n  want +want <oid> -- an object to send\n"),
        text => text.ShouldContain("\n  sealed record FetchRequest : IWireMessage\n"),
        text => text.ShouldContain("\n    static ValueTask<FetchRequest> ReadAsync(PacketReader input, CancellationToken cancellationToken)\n"));

    [Test]
    public void A_state_shows_its_arrows_and_handles_and_what_is_said_in_it() => Explain("fetch-v0.asking").ShouldSatisfyAllConditions(
        text => text.ShouldMatch(@"\n  client sends +upload-request with depth -> cutting\n"),
        text => text.ShouldMatch(@"\n  next turn +asking\n"),
        text => text.ShouldContain("\n  readonly struct FetchV0Flow.Client.Asking\n"),
        text => text.ShouldContain("\n  readonly struct FetchV0Flow.Server.Asking\n"),
        text => text.ShouldMatch(@"\n    \.\.\.\n    -- asking: upload-request -> negotiating\n    C: 00a8want @a1 "),
        text => text.ShouldNotContain("[have-block.have]"));

    [Test]
    public void A_flow_shows_whole_conversations() => Explain("upload-pack-v2").ShouldSatisfyAllConditions(
        text => text.ShouldMatch(@"\n    -- idle: ls-refs-request -> listing\n    C: 0014command=ls-refs\\n +\[ls-refs-request\.command\]\n"),
        text => text.ShouldMatch(@"\n    S: 0025\\1PACK\.\.\. +\[pack\]\n"),
        text => text.ShouldMatch(@"\n    S: 00\w\wERR upload-pack: not our ref @11\\?n? +\[error\.\w+\]\n"));

    [Test]
    public void A_capability_shows_its_places_and_its_witness() => Explain("filter").ShouldSatisfyAllConditions(
        text => text.ShouldMatch(@"\n  offered +upload-pack: filter\n"),
        text => text.ShouldMatch(@"\n  allows +.*fetch-request\.filter"),
        text => text.ShouldContain("static bool TryGetFilter(this Capabilities capabilities, out FilterCapability capability)"),
        text => text.ShouldMatch(@"\[fetch-request\.filter\]|\[upload-request\.filter\]"));

    [Test]
    public void An_example_that_fails_says_where_and_what_could_have_come() =>
        Explain("push-request").ShouldMatch(@", fails at line (\d+)\n(    given .*\n)?(    [CS]: .*\n)+       \^ [a-z-]+: expected .*\n");

    [Test]
    public void Packets_within_a_band_show_both_lengths() =>
        Explain("sideband-report").ShouldMatch(@"\n    S: 0013\\1000eunpack ok\\n +\[report\.[a-z-]+\]\n");

    [TestCase("fetch-request.depth-alone", "fetch-request.depth-alone: rule of the message fetch-request\n  client MUST NOT")]
    [TestCase("fetch-request.depth", "fetch-request.depth: part of the message fetch-request\n")]
    [TestCase("acknowledgment.ready", "acknowledgment.status.ready: word of the message acknowledgment\n")]
    [TestCase("not-our-ref", "wire.not-our-ref: refusal of the errors wire\n")]
    [TestCase("errors", "wire: errors\n")]
    [TestCase("ssh.scp", "ssh.scp: line of the transport ssh\n")]
    [TestCase("flush", "pkt-line.flush: special packet of the framing pkt-line\n")]
    [TestCase("framing", "pkt-line: framing\n")]
    [TestCase("push-options", "push-options: capability\n")]
    [TestCase("push-options", "\npush-options: message\n")]
    public void Every_kind_of_element_has_an_address(string address, string title) => ("\n" + Explain(address)).ShouldContain("\n" + title.TrimStart('\n'));

    [Test]
    public void An_element_that_is_not_there_gets_a_hint_and_ends_in_1()
    {
        var outcome = Run.Tool(Run.Root, "spec", "explain", "fetch-request.deepn");
        outcome.Code.ShouldBe(1);
        outcome.Output.ShouldBe("");
        outcome.Error.ShouldBe("error: there is no element 'fetch-request.deepn'; did you mean 'fetch-request.deepen'?\n");
    }

    [Test]
    public void A_spec_with_problems_is_explained_without_examples()
    {
        var place = Directory.CreateTempSubdirectory("gitproto-spec-");
        try
        {
            File.WriteAllText(
                Path.Join(place.FullName, "odd.yaml"), "message: odd\ndoc: Odd.\nsource: none\nfrom: client\nbody: [x, y]\nlines:\n  x: x\nexamples:\n  one:\n    pkt: |\n      C: x\n");
            var outcome = Run.Tool(place.FullName, "spec", "explain", "odd.x", "--spec", ".");
            outcome.Code.ShouldBe(0, outcome.Error);
            outcome.Output.ShouldContain("while the spec has problems");
            Run.Tool(place.FullName, "spec", "explain", "no", "--spec", ".").Error.ShouldContain("'gitproto spec check'");
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private static string Explain(string element)
    {
        var outcome = Run.Tool(Run.Root, "spec", "explain", element);
        outcome.Code.ShouldBe(0, outcome.Error);
        outcome.Error.ShouldBe("");
        Sentences().Matches(outcome.Output).ShouldBeEmpty();
        return outcome.Output;
    }

    /// <summary>A sentence that should have been wrapped; packets and C# may be longer.</summary>
    [GeneratedRegex(@"^  [a-z-]+  .{120,}$", RegexOptions.Multiline)]
    private static partial Regex Sentences();
}
