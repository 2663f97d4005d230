namespace GitProto.Spec.Tests;

public sealed class RepositorySpecTests
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
