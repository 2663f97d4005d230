using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>What reads one side's next message in one state.</summary>
internal static class ReceiveEmitter
{
    public static void Emit(CodeWriter code, StateSpec state, Role role)
    {
        var groups = ArrowGroup.Of(state, role);
        var keyed = groups.Where(group => group.Message is { } message && MessageStart.Keyword(message) is not null).ToList();
        code.Open($"private static async ValueTask<Received> Receive{Names.State(state)}From{role}Async(PacketReader input, CancellationToken cancellationToken)");
        code.Line("var context = input.Context;").Line("ReadError error = default;").Line("input.BeginMessage();");
        if (groups.FirstOrDefault(group => group.Message?.BandedIf is not null)?.Message is { } banded)
            MessageEmitter.Opening(code, banded, "input");
        code.Line("var p = await input.PeekAsync(cancellationToken).ConfigureAwait(false);");
        if (keyed.Count > 0)
        {
            code.Open("if (p.IsData)");
            code.Open("p = await input.PeekUntilAsync(one =>");
            code.Line("ReadError ignored = default;");
            code.Line($"return {string.Join(" || ", keyed.Select(group => $"{Names.View(MessageStart.Keyword(group.Message!)!)}.TryRead(one.Line, context, ref ignored, out _)"))};");
            code.Close(", cancellationToken).ConfigureAwait(false);");
            foreach (var group in keyed)
                Group(code, state, role, group, $"p.IsData && {Names.View(MessageStart.Keyword(group.Message!)!)}.TryRead(p.Line, context, ref error, out _)");
            code.Line("p = await input.PeekAsync(cancellationToken).ConfigureAwait(false);");
            code.Close();
        }
        // A message that may begin with anything would take the error for a part of itself.
        if (groups.Any(group => group.Message is { BandedIf: not null }))
            code.Line("context.ThrowIfError(p);");
        foreach (var group in groups.Where(group => !keyed.Contains(group)))
            Group(code, state, role, group, Start(group));
        var expected = string.Join(", ", state.ArrowsOf(role).Select(FlowEvent.Phrase).Distinct());
        code.Line($"throw context.Unexpected(input, p, {Literals.Text(expected)}, 0, error);");
        code.Close();
    }

    /// <summary>Emits what tells whether a packet can be the first of something legal.</summary>
    public static void EmitFits(CodeWriter code, StateSpec state, Role role)
    {
        code.Open($"private static bool Fits{Names.State(state)}From{role}(in Packet p, WireContext context)");
        code.Line("ReadError error = default;");
        foreach (var group in ArrowGroup.Of(state, role))
        {
            var start = group.Message is { } message && MessageStart.Keyword(message) is not null ? "p.IsData" : Start(group);
            code.Line($"if ({string.Join(" && ", new[] { group.Gate("context"), Conditions.OfAny(group.Arrows, "context"), start }.Where(one => one.Length > 0))})").Indented("return true;");
        }
        code.Line("return false;").Close();
    }

    private static string Start(ArrowGroup group)
    {
        switch (group.First.Event)
        {
            case EventKind.Eof:
                return "p.IsEnd";
            case EventKind.Special:
                return $"p.Kind == {Names.Packet(group.First.Packet!)}";
            default:
                return $"{Names.Message(group.Message!)}.Starts(p, context, ref error)";
        }
    }

    private static void Group(CodeWriter code, StateSpec state, Role role, ArrowGroup group, string condition)
    {
        var gate = group.Gate("context");
        code.Open($"if ({(gate.Length > 0 ? gate + " && " : "")}{condition})");
        if (group.Message is { } message)
        {
            var streams = StreamInfo.Of(message) is not null;
            code.Line(streams
                ? $"var message = await {Names.Reader(message)}.OpenAsync(input, cancellationToken).ConfigureAwait(false);"
                : $"var message = await {Names.Message(message)}.ReadAsync(input, cancellationToken).ConfigureAwait(false);");
            code.Line(group.IsCertain ? $"return new Received((int)Event.{FlowEvent.Name(group.First)}, message);"
                : $"return new Received((int)({FlowEmitter.ChooseName(state, role, message)}(message{(streams ? ".Head" : "")}, context) ?? throw context.NotAllowed({Literals.Text(message.Id)}, {Literals.Text(string.Join(", ", group.Arrows.Select(FlowEvent.Phrase)))})), message);");
        }
        else
        {
            Plain(code, group);
        }
        code.Close();
    }

    private static void Plain(CodeWriter code, ArrowGroup group)
    {
        if (group.First.Event == EventKind.Special)
            code.Line("input.Consume();");
        foreach (var arrow in group.Arrows)
        {
            var facts = Conditions.Of(arrow, "context");
            if (facts.Length == 0)
            {
                code.Line($"return new Received((int)Event.{FlowEvent.Name(arrow)}, null);");
                return;
            }
            code.Line($"if ({facts})").Indented($"return new Received((int)Event.{FlowEvent.Name(arrow)}, null);");
        }
        code.Line($"throw context.NotAllowed({Literals.Text(FlowEvent.Phrase(group.First))}, {Literals.Text(string.Join(", ", group.Arrows.Select(FlowEvent.Phrase)))});");
    }
}
