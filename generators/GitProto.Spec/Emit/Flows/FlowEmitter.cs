using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>One flow: its table, what reads by it, and the handles of its roles.</summary>
internal static class FlowEmitter
{
    public static string Emit(FlowSpec flow, SpecModel model, EmitOptions options)
    {
        var code = SourceFile.Begin(options, "flows/" + flow.Id);
        var events = flow.States.SelectMany(state => state.Arrows).GroupBy(FlowEvent.Name).Select(group => group.First()).ToList();
        code.Summary(flow.Doc).Line($"/// <remarks>Source: {Xml.Escape(flow.Source)}.</remarks>");
        code.Open($"public static class {Names.Flow(flow)}Flow");
        code.Summary("The table of the flow.").Line("public static IFlow Table { get; } = new FlowTable();").Blank();
        Enums(code, flow, events);
        Next(code.Blank(), flow);
        foreach (var state in flow.States)
        {
            foreach (var role in flow.Between)
            {
                foreach (var group in ArrowGroup.Of(state, role).Where(group => group.Message is not null && !group.IsCertain))
                    Choose(code.Blank(), state, role, group);
            }
        }
        foreach (var role in flow.Between)
            HandleEmitter.Emit(code.Blank(), flow, role);
        Table(code.Blank(), flow, model, events);
        code.Close();
        return code.ToString();
    }

    private static void Enums(CodeWriter code, FlowSpec flow, IEnumerable<ArrowSpec> events)
    {
        code.Summary("The states of the flow.").Open("public enum State");
        foreach (var state in flow.States)
            code.Summary(state.Doc.Length > 0 ? state.Doc : "The end.").Line($"{Names.State(state)},").Blank();
        code.Close().Blank();
        code.Summary("What can happen in the flow.").Open("public enum Event");
        foreach (var arrow in events)
            code.Summary(FlowEvent.Phrase(arrow)).Line($"{FlowEvent.Name(arrow)},").Blank();
        code.Close();
    }

    private static void Next(CodeWriter code, FlowSpec flow)
    {
        code.Summary("The state that follows an event; null if the event is not legal.");
        code.Open("public static State? Next(State state, Event @event) => (state, @event) switch");
        foreach (var state in flow.States)
        {
            foreach (var arrow in state.Arrows.GroupBy(FlowEvent.Name).Select(group => group.First()))
                code.Line($"(State.{Names.State(state)}, Event.{FlowEvent.Name(arrow)}) => State.{Names.State(arrow.To)}, // {arrow.Role.ToString().ToLowerInvariant()}: {OneSpaced(arrow.Text)}");
        }
        code.Line("_ => null,").Close(";");
    }

    // In the spec the arrows of a state stand in columns.
    private static string OneSpaced(string text) => string.Join(" ", text.Split([' '], System.StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The name of the method that tells which arrow of a group a message takes.</summary>
    public static string ChooseName(StateSpec state, Role role, MessageSpec message) => $"Choose{Names.State(state)}{role}{Names.Message(message)}";

    private static void Choose(CodeWriter code, StateSpec state, Role role, ArrowGroup group)
    {
        var message = group.Message!;
        code.Open($"private static Event? {ChooseName(state, role, message)}({Names.Message(message)} message, WireContext context)");
        foreach (var arrow in group.Arrows)
        {
            var conditions = new List<string>();
            if (arrow.With is { } with)
                conditions.Add(ElementTest.On(message, with, "message"));
            if (arrow.Without is { } without)
                conditions.Add($"!({ElementTest.On(message, without, "message")})");
            if (Conditions.Of(arrow, "context") is { Length: > 0 } facts)
                conditions.Add(facts);
            if (conditions.Count == 0)
            {
                code.Line($"return Event.{FlowEvent.Name(arrow)};").Close();
                return;
            }
            code.Line($"if ({string.Join(" && ", conditions)})").Indented($"return Event.{FlowEvent.Name(arrow)};");
        }
        code.Line("return null;").Close();
    }

    private static void Table(CodeWriter code, FlowSpec flow, SpecModel model, List<ArrowSpec> events)
    {
        code.Open("private sealed class FlowTable : IFlow");
        code.Line($"public string Id => {Literals.Text(flow.Id)};").Blank();
        code.Line("public WireSpec Spec => ProtocolSpec.Instance;").Blank();
        code.Line($"public int? Place => {Place(flow, model)};").Blank();
        code.Line($"public int Start => (int)State.{Names.State(flow.States[0])};").Blank();
        Switch(code, "string StateName(int state) => (State)state", flow.States.Select(state => $"State.{Names.State(state)} => {Literals.Text(state.Name)}"), "\"?\"");
        Switch(code, "string EventName(int @event) => (Event)@event", events.Select(arrow => $"Event.{FlowEvent.Name(arrow)} => {Literals.Text(FlowEvent.Phrase(arrow))}"), "\"?\"");
        Switch(code, "bool IsEnd(int state) => (State)state", flow.States.Where(state => state.IsEnd).Select(state => $"State.{Names.State(state)} => true"), "false");
        Switch(code, "int? NextTurn(int state) => (State)state", flow.States.Where(state => state.NextTurn is not null).Select(state => $"State.{Names.State(state)} => (int)State.{Names.State(state.NextTurn!)}"), "null");
        Switch(code, "string Allowed(int state, Role sender) => ((State)state, sender)", flow.States.SelectMany(state => flow.Between
            .Where(role => state.ArrowsOf(role).Any())
            .Select(role => $"(State.{Names.State(state)}, Role.{role}) => {Literals.Text(string.Join(", ", state.ArrowsOf(role).Select(FlowEvent.Phrase).Distinct()))}")), "\"\"");
        code.Line("public int? Next(int state, int @event) => (int?)" + Names.Flow(flow) + "Flow.Next((State)state, (Event)@event);").Blank();
        code.Open("public ValueTask<Received> ReceiveAsync(WireSession session, int state, Role sender, CancellationToken cancellationToken) => ((State)state, sender) switch");
        foreach (var state in flow.States)
        {
            foreach (var role in flow.Between.Where(role => state.ArrowsOf(role).Any()))
                code.Line($"(State.{Names.State(state)}, Role.{role}) => Receive{Names.State(state)}From{role}Async(session.ReaderOf(sender), cancellationToken),");
        }
        code.Line("_ => throw session.NotNow(sender),").Close(";").Blank();
        code.Open("public bool Fits(int state, Role sender, in Packet packet, WireContext context) => ((State)state, sender) switch");
        foreach (var state in flow.States)
        {
            foreach (var role in flow.Between.Where(role => state.ArrowsOf(role).Any()))
                code.Line($"(State.{Names.State(state)}, Role.{role}) => Fits{Names.State(state)}From{role}(packet, context),");
        }
        code.Line("_ => false,").Close(";");
        foreach (var state in flow.States)
        {
            foreach (var role in flow.Between.Where(role => state.ArrowsOf(role).Any()))
            {
                ReceiveEmitter.Emit(code.Blank(), state, role);
                ReceiveEmitter.EmitFits(code.Blank(), state, role);
            }
        }
        code.Close();
    }

    private static void Switch(CodeWriter code, string signature, IEnumerable<string> arms, string otherwise)
    {
        code.Open($"public {signature} switch");
        foreach (var arm in arms)
            code.Line(arm + ",");
        code.Line($"_ => {otherwise},").Close(";").Blank();
    }

    private static string Place(FlowSpec flow, SpecModel model)
    {
        var places = CapabilityTableEmitter.Places(model);
        var version = flow.Protocols.Count == 1 ? places.FirstOrDefault(place => place.Kind == PlaceKind.Version && place.Name == flow.Protocols[0]) : null;
        var place = version ?? places.FirstOrDefault(one => one.Kind == PlaceKind.Service && one.Name == flow.Service);
        return place is null ? "null" : $"(int)CapabilityPlace.{Naming.Pascal(place.Name)}";
    }
}
