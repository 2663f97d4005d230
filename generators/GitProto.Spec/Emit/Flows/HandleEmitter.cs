using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The handles of one role: a struct for each state, whose methods are what the role may do there.</summary>
internal static class HandleEmitter
{
    public static void Emit(CodeWriter code, FlowSpec flow, Role role)
    {
        var peer = flow.Between.First(one => one != role);
        code.Summary($"The flow as the {role.ToString().ToLowerInvariant()} sees it.");
        code.Open($"public static class {role}");
        code.Summary("Begins the flow.");
        code.Open($"public static {Names.State(flow.States[0])} Begin(WireSession session)");
        code.Line("ArgumentNullException.ThrowIfNull(session);").Line("return new(session, session.Begin(Table));").Close();
        foreach (var state in flow.States.Where(state => flow.States.Any(other => ReferenceEquals(other.NextTurn, state))))
        {
            code.Blank().Summary($"Goes on in state {state.Name}: another turn of a stateless transport.");
            code.Open($"public static {Names.State(state)} Resume{Names.State(state)}(WireSession session)");
            code.Line("ArgumentNullException.ThrowIfNull(session);").Line($"return new(session, session.Resume(Table, (int)State.{Names.State(state)}));").Close();
        }
        foreach (var state in flow.States)
            State(code.Blank(), state, role, peer);
        foreach (var state in flow.States)
        {
            foreach (var group in ArrowGroup.Of(state, role).Where(group => group.Message is not null && group.Targets.Count() > 1))
                AfterStruct(code.Blank(), state, group);
            if (ArrowGroup.Of(state, peer).SelectMany(group => group.Arrows).Select(FlowEvent.Name).Distinct().Count() > 1)
                ReceivedStruct(code.Blank(), state, peer);
        }
        code.Close();
    }

    private static void State(CodeWriter code, StateSpec state, Role role, Role peer)
    {
        code.Summary(state.Doc.Length > 0 ? state.Doc : "The end of the flow.");
        code.Open($"public readonly struct {Names.State(state)}");
        code.Line("private readonly WireSession session;").Line("private readonly int step;").Blank();
        code.Open($"internal {Names.State(state)}(WireSession session, int step)").Line("this.session = session;").Line("this.step = step;").Close().Blank();
        code.Summary("The conversation.").Line("public WireSession Session => session;");
        foreach (var group in ArrowGroup.Of(state, role))
            Send(code.Blank(), state, role, group);
        if (state.ArrowsOf(peer).Any())
            Receive(code.Blank(), state, peer);
        code.Close();
    }

    private static void Send(CodeWriter code, StateSpec state, Role role, ArrowGroup group)
    {
        var check = $"session.Check(step, (int)State.{Names.State(state)});";
        var gate = group.Gate("session.Context");
        if (group.Message is not { } message)
        {
            SendPlain(code, group, check, gate);
            return;
        }
        var name = Names.Message(message);
        var several = group.Targets.Count() > 1;
        var next = several ? $"{Names.State(state)}After{name}" : Names.State(group.First.To);
        var streams = StreamInfo.Of(message) is not null;
        var choose = group.IsCertain ? $"Event.{FlowEvent.Name(group.First)}"
            : $"{FlowEmitter.ChooseName(state, role, message)}(message, session.Context) ?? throw session.Context.NotAllowed({Literals.Text(message.Id)}, {Literals.Text(string.Join(", ", group.Arrows.Select(FlowEvent.Phrase)))})";
        var took = several || !group.IsCertain ? "chosen" : choose;
        void Body(string rest)
        {
            code.Line("ArgumentNullException.ThrowIfNull(message);").Line(check);
            if (gate.Length > 0)
                code.Line($"if (!({gate}))").Indented($"throw session.Context.Closed({Names.Element(message)});");
            if (rest.Length > 0)
                code.Line(rest);
        }

        if (streams)
        {
            code.Summary($"Opens {message.Id}: {message.Doc} Complete it before the next state is used.");
            code.Open($"public ({Names.Writer(message)} Writer, {next} Next) Open{name}({name} message)");
            Body(took == choose ? "" : $"var chosen = {choose};");
            code.Line($"var writer = new {Names.Writer(message)}(session.Writer, message);");
            code.Line($"var after = session.Take(new Received((int){took}, writer), sending: true);");
            code.Line($"return (writer, {New(next, several)});").Close();
            return;
        }
        code.Summary($"Writes {message.Id} without flushing: {message.Doc}");
        code.Open($"public {next} Write({name} message)");
        Body("session.Writer.BeginStage();");
        code.Open("try");
        code.Line("message.Write(session.Writer);");
        if (took != choose)
            code.Line($"var chosen = {choose};");
        code.Line($"var after = session.Take(new Received((int){took}, message), sending: true);");
        code.Line("session.Writer.Commit();");
        code.Line($"return {New(next, several)};");
        code.Close().Open("catch").Line("session.Writer.Discard();").Line("throw;").Close();
        code.Close().Blank();
        code.Summary($"Sends {message.Id}: {message.Doc}");
        code.Open($"public async ValueTask<{next}> SendAsync({name} message, CancellationToken cancellationToken = default)");
        code.Line("var writer = session.Writer;").Line("var next = Write(message);").Line("await writer.FlushAsync(cancellationToken).ConfigureAwait(false);").Line("return next;").Close();
    }

    private static string New(string next, bool several) => several ? $"new {next}(session, after, chosen)" : $"new {next}(session, after)";

    private static void SendPlain(CodeWriter code, ArrowGroup group, string check, string gate)
    {
        var arrow = group.Arrows[group.Arrows.Count - 1];
        var eof = arrow.Event == EventKind.Eof;
        foreach (var one in group.Arrows.GroupBy(FlowEvent.Name).Select(same => same.First()))
        {
            var name = FlowEvent.Name(one);
            code.Blank().Summary(eof ? "Ends what this side sends." : $"Sends a lone {one.Packet!.Name}.");
            code.Open($"public async ValueTask<{Names.State(one.To)}> Send{name}Async(CancellationToken cancellationToken = default)");
            code.Line("var session = this.session;").Line(check);
            var legal = string.Join(" && ", new[] { gate, Conditions.Of(one, "session.Context") }.Where(text => text.Length > 0));
            if (legal.Length > 0)
                code.Line($"if (!({legal}))").Indented($"throw session.Context.NotAllowed({Literals.Text(FlowEvent.Phrase(one))}, {Literals.Text(one.Text)});");
            code.Line($"var after = session.Take(new Received((int)Event.{name}, null), sending: true);");
            if (!eof)
                code.Line($"session.Writer.WriteSpecial({Names.Packet(one.Packet!)});");
            code.Line(eof
                ? "cancellationToken.ThrowIfCancellationRequested();\nawait session.Writer.Output.CompleteAsync().ConfigureAwait(false);".Split('\n')[0]
                : "await session.Writer.FlushAsync(cancellationToken).ConfigureAwait(false);");
            if (eof)
                code.Line("await session.Writer.Output.CompleteAsync().ConfigureAwait(false);");
            code.Line($"return new {Names.State(one.To)}(session, after);").Close();
        }
    }

    private static void Receive(CodeWriter code, StateSpec state, Role peer)
    {
        var arrows = state.ArrowsOf(peer).GroupBy(FlowEvent.Name).Select(group => group.First()).ToList();
        code.Summary($"Receives what the {peer.ToString().ToLowerInvariant()} sends: {string.Join("; ", arrows.Select(FlowEvent.Phrase))}.");
        if (arrows.Count > 1)
        {
            code.Open($"public async ValueTask<{Names.State(state)}Received> ReceiveAsync(CancellationToken cancellationToken = default)");
        }
        else
        {
            var type = arrows[0].Message is { } message ? $"({Type(message)} Message, {Names.State(arrows[0].To)} Next)" : Names.State(arrows[0].To);
            code.Open($"public async ValueTask<{type}> ReceiveAsync(CancellationToken cancellationToken = default)");
        }
        code.Line("var session = this.session;").Line($"session.Check(step, (int)State.{Names.State(state)});");
        code.Line($"var (what, after) = await session.ReceiveAsync(Role.{peer}, cancellationToken).ConfigureAwait(false);");
        if (arrows.Count > 1)
            code.Line($"return new {Names.State(state)}Received(session, after, what);");
        else if (arrows[0].Message is { } only)
            code.Line($"return (({Type(only)})what.Message!, new {Names.State(arrows[0].To)}(session, after));");
        else
            code.Line("_ = what;").Line($"return new {Names.State(arrows[0].To)}(session, after);");
        code.Close();
    }

    private static string Type(MessageSpec message) => StreamInfo.Of(message) is null ? Names.Message(message) : Names.Reader(message);

    private static void AfterStruct(CodeWriter code, StateSpec state, ArrowGroup group)
    {
        var name = $"{Names.State(state)}After{Names.Message(group.Message!)}";
        code.Summary($"Where the flow is after {group.Message!.Id}.");
        code.Open($"public readonly struct {name}");
        code.Line("private readonly WireSession session;").Line("private readonly int step;").Line("private readonly Event chosen;").Blank();
        code.Open($"internal {name}(WireSession session, int step, Event chosen)").Line("this.session = session;").Line("this.step = step;").Line("this.chosen = chosen;").Close();
        foreach (var target in group.Targets)
        {
            var events = string.Join(" or ", group.Arrows.Where(arrow => ReferenceEquals(arrow.To, target)).Select(arrow => "Event." + FlowEvent.Name(arrow)).Distinct());
            code.Blank().Summary($"True if the flow went on to {target.Name}.");
            code.Open($"public bool Is{Names.State(target)}(out {Names.State(target)} next)");
            code.Line($"next = new {Names.State(target)}(session, step);").Line($"return chosen is {events};").Close();
        }
        code.Close();
    }

    private static void ReceivedStruct(CodeWriter code, StateSpec state, Role peer)
    {
        var name = $"{Names.State(state)}Received";
        var arrows = state.ArrowsOf(peer).GroupBy(FlowEvent.Name).Select(group => group.First()).ToList();
        code.Summary($"What came in state {state.Name}.");
        code.Open($"public readonly struct {name}");
        code.Line("private readonly WireSession session;").Line("private readonly int step;").Line("private readonly Received what;").Blank();
        code.Open($"internal {name}(WireSession session, int step, Received what)").Line("this.session = session;").Line("this.step = step;").Line("this.what = what;").Close().Blank();
        code.Summary("What happened.").Line("public Event Event => (Event)what.Event;");
        foreach (var arrow in arrows)
        {
            code.Blank().Summary($"True for: {FlowEvent.Phrase(arrow)}.");
            var next = Names.State(arrow.To);
            if (arrow.Message is { } message)
            {
                code.Open($"public bool Is{FlowEvent.Name(arrow)}([NotNullWhen(true)] out {Type(message)}? message, out {next} next)");
                code.Line($"message = Event == Event.{FlowEvent.Name(arrow)} ? ({Type(message)})what.Message! : null;");
                code.Line($"next = new {next}(session, step);").Line("return message is not null;");
            }
            else
            {
                code.Open($"public bool Is{FlowEvent.Name(arrow)}(out {next} next)");
                code.Line($"next = new {next}(session, step);").Line($"return Event == Event.{FlowEvent.Name(arrow)};");
            }
            code.Close();
        }
        foreach (var group in arrows.Where(arrow => arrow.Message is not null).GroupBy(arrow => arrow.Message!).Where(group => group.Count() > 1))
        {
            code.Blank().Summary($"True for any {group.Key.Id}.");
            code.Open($"public bool IsAny{Names.Message(group.Key)}([NotNullWhen(true)] out {Type(group.Key)}? message)");
            code.Line($"message = what.Message as {Type(group.Key)};").Line("return message is not null;").Close();
        }
        code.Close();
    }
}
