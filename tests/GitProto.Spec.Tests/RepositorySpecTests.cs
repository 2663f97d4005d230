using System.Text.RegularExpressions;

namespace GitProto.Spec.Tests;

public sealed partial class RepositorySpecTests
{
    [Test]
    public void The_spec_of_this_repository_loads_without_a_problem() =>
        string.Join('\n', Specs.Repository.Diagnostics).ShouldBeEmpty();

    [Test]
    public void Lists_are_in_ordinal_order_of_ids()
    {
        var model = Specs.Repository.Model;
        model.Messages.Select(one => one.Id).ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
        model.Capabilities.Select(one => one.Id).ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
        model.Messages.Count.ShouldBeGreaterThan(25);
    }

    [Test]
    public void Capabilities_gate_lines_parts_words_and_messages()
    {
        var model = Specs.Repository.Model;
        model.Message("upload-request")!.Line("filter")!.Gates.Select(one => one.Id).ShouldBe(["filter"]);
        model.Message("report")!.Gates.Select(one => one.Id).ShouldBe(["report-status", "report-status-v2"]);
        model.Message("acknowledgment")!.Field("status")!.Values.Single(value => value.Text == "ready").Gates.Count.ShouldBe(1);
        model.Message("fetch-response")!.Part("shallow-part")!.Gates.Select(one => one.Id).ShouldBe(["shallow"]);
    }

    [Test]
    public void Every_message_has_an_example_that_decodes_and_one_that_fails()
    {
        foreach (var message in Specs.Repository.Model.Messages)
        {
            message.Examples.Any(example => example.Fails is null).ShouldBeTrue(message.Id);
            message.Examples.Any(example => example.Fails is not null).ShouldBeTrue(message.Id);
        }
    }

    [Test]
    public void Every_example_that_decodes_says_where_it_comes_from()
    {
        foreach (var definition in Specs.Repository.Model.All)
        {
            foreach (var example in definition.Examples.Where(example => example.Fails is null))
                (example.Captured ?? example.Invented).ShouldNotBeNullOrWhiteSpace(definition.Id + "." + example.Name);
        }
    }

    [Test]
    public void A_message_without_a_captured_example_is_one_that_no_git_to_be_had_sends() =>
        Specs.Repository.Model.Messages.Where(message => message.Examples.All(example => example.Captured is null)).Select(message => message.Id).ShouldBe(["object-info-request"]);

    [Test]
    public void What_was_captured_came_from_a_git_of_the_recordings() =>
        Specs.Repository.Model.All.SelectMany(one => one.Examples).Select(example => example.Captured).OfType<string>().ShouldAllBe(git => Git().IsMatch(git));

    [Test]
    public void An_example_that_fails_says_at_which_line_and_how()
    {
        foreach (var fails in Specs.Repository.Model.All.SelectMany(one => one.Examples).Select(example => example.Fails).OfType<ExampleFailure>())
        {
            fails.Line.ShouldBeGreaterThan(0, fails.Span.ToString());
            Failures.Names.ShouldContain(fails.Kind, fails.Span.ToString());
        }
    }

    [Test]
    public void Every_definition_and_every_state_has_doc_and_source()
    {
        Specs.Repository.Model.All.Where(one => one.Doc.Length == 0 || one.Source.Length == 0).Select(one => one.Id).ShouldBeEmpty();
        Specs.Repository.Model.Flows.SelectMany(flow => flow.States).Where(state => !state.IsEnd && (state.Doc.Length == 0 || state.Source.Length == 0)).Select(state => state.ToString()).ShouldBeEmpty();
    }

    [Test]
    public void Only_what_is_older_than_its_history_has_no_version() =>
        Specs.Repository.Model.All.Where(one => one.Since is null && one.Kind is SpecKind.Capability or SpecKind.Message or SpecKind.Flow).Where(one => one.Since is null).Select(one => one.Id)
            .ShouldBe(["connect", "error", "git-proto-request"], ignoreOrder: true);

    [Test]
    public void What_a_side_must_do_stands_in_a_rule_with_an_id()
    {
        var model = Specs.Repository.Model;
        model.All.Where(one => one.Kind != SpecKind.Errors && one.Rules.Count == 0).Select(one => one.Id).ShouldBeEmpty();
        var prose = model.All.SelectMany(one => new[] { one.Doc, one.Note ?? "" }).Concat(model.Flows.SelectMany(flow => flow.States).Select(state => state.Doc));
        prose.Where(text => text.Contains("MUST", StringComparison.Ordinal) || text.Contains("SHOULD", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex("^git 2[.](30|39|47|55)[.][0-9]+$")]
    private static partial Regex Git();

    [Test]
    public void Arrows_know_their_event_condition_and_target()
    {
        var negotiating = Specs.Repository.Model.Flow("fetch-v0")!.State("negotiating")!;
        var last = negotiating.ArrowsOf(Role.Client).First();
        last.Message!.Id.ShouldBe("have-block");
        last.With!.Line!.Name.ShouldBe("done");
        last.To.Name.ShouldBe("finishing");
        var ready = negotiating.ArrowsOf(Role.Server).First();
        ready.With!.Value!.Text.ShouldBe("ready");
        ready.Conditions.Single().Capability!.Id.ShouldBe("no-done");
        negotiating.NextTurn!.Name.ShouldBe("asking");
    }
}
