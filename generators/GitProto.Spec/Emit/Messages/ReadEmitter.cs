using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>Writes the statements that read items into the locals of a shape. One packet of lookahead decides everywhere.</summary>
internal sealed class ReadEmitter
{
    private readonly CodeWriter code;
    private readonly MessageSpec message;
    private int counter;

    public ReadEmitter(CodeWriter code, MessageSpec message) => (this.code, this.message) = (code, message);

    /// <summary>Declares the locals of a shape.</summary>
    public void Declare(Shape shape)
    {
        foreach (var member in shape.Members)
            code.Line(member.Declaration);
        code.Line("ReadError error = default;").Line("Packet p;");
    }

    /// <summary>Reads items in order.</summary>
    public void Items(IEnumerable<Item> items, Shape shape)
    {
        foreach (var item in items)
            One(item, shape);
    }

    private void One(Item item, Shape shape)
    {
        if (StreamInfo.IsStream(item))
            return;
        if (item is { Quantifier: Quantifier.One, IsChoice: false } && item.Target.Part is { Resolved.Kind: PartKind.Sequence } part)
        {
            if (item.InAnyOrder)
                AnyOrder(part.Resolved, shape);
            else
                Items(part.Resolved.Items, shape);
            return;
        }
        if (item.Banded)
        {
            BandedMessage(item, shape);
            return;
        }
        var branches = Branches(item, shape).ToList();
        if (item.IsRepeated)
        {
            var count = item.Minimum > 0 ? $"count{++counter}" : null;
            if (count is not null)
                code.Line($"var {count} = 0;");
            code.Open("while (true)");
            code.Line("p = await input.PeekAsync(cancellationToken).ConfigureAwait(false);");
            Chain(branches, "break;");
            code.Line("input.Keep();");
            if (count is not null)
                code.Line($"{count}++;");
            code.Close();
            if (count is not null)
                code.Line($"if ({count} < {item.Minimum})").Indented(Throw(item, "ReadErrorKind.Missing"));
            return;
        }
        code.Line("p = await input.PeekAsync(cancellationToken).ConfigureAwait(false);");
        if (branches.Count == 1 && item.Quantifier == Quantifier.One)
        {
            code.Line($"if ({Negated(branches[0].Condition)})").Indented(Throw(item, null));
            branches[0].Body();
            return;
        }
        Chain(branches, item.Quantifier == Quantifier.Maybe ? null : Throw(item, null));
    }

    private static string Negated(string condition) => condition.StartsWith("p.Kind == ", System.StringComparison.Ordinal)
        ? condition.Replace("p.Kind == ", "p.Kind != ")
        : condition.IndexOf(" && ", System.StringComparison.Ordinal) < 0 ? "!" + condition : $"!({condition})";

    private void AnyOrder(PartSpec part, Shape shape)
    {
        var items = part.Items;
        var flags = new Dictionary<Item, string>();
        foreach (var item in items.Where(one => !one.IsRepeated || one.Minimum > 0))
        {
            flags[item] = $"seen{++counter}";
            code.Line($"var {flags[item]} = {(item.IsRepeated ? "0" : "false")};");
        }
        code.Open("while (true)");
        code.Line("p = await input.PeekAsync(cancellationToken).ConfigureAwait(false);");
        var branches = new List<Branch>();
        foreach (var item in items.Where(one => !one.IsRepeated))
            branches.Add(new Branch($"{flags[item]} && {Starts(item.First)}", () => code.Line(Throw(item, "ReadErrorKind.TooMany"))));
        foreach (var item in items)
        {
            foreach (var branch in Branches(item, shape))
            {
                var flag = flags.TryGetValue(item, out var name) ? name : null;
                branches.Add(new Branch((flag is not null && !item.IsRepeated ? $"!{flag} && " : "") + branch.Condition, () =>
                {
                    if (flag is not null)
                        code.Line(item.IsRepeated ? $"{flag}++;" : $"{flag} = true;");
                    branch.Body();
                }));
            }
        }
        Chain(branches, "break;");
        code.Line("input.Keep();");
        code.Close();
        foreach (var item in items.Where(one => one.Minimum > 0))
        {
            code.Line($"if ({(item.IsRepeated ? $"{flags[item]} < {item.Minimum}" : "!" + flags[item])})");
            code.Indented(Throw(item, "ReadErrorKind.Missing"));
        }
    }

    /// <summary>Emits if, else if, else.</summary>
    private void Chain(IReadOnlyList<Branch> branches, string? otherwise)
    {
        for (var i = 0; i < branches.Count; i++)
        {
            code.Open($"{(i == 0 ? "" : "else ")}if ({branches[i].Condition})");
            branches[i].Body();
            code.Close();
        }
        if (otherwise is null)
            return;
        code.Open("else");
        code.Line(otherwise);
        code.Close();
    }

    private IEnumerable<Branch> Branches(Item item, Shape shape) => item.Alternatives.SelectMany(target => Branches(item, target, shape));

    private IEnumerable<Branch> Branches(Item item, ItemTarget target, Shape shape)
    {
        var member = shape.For(item, target);
        switch (target.Kind)
        {
            case TargetKind.Special:
                return [new Branch($"p.Kind == {Names.Packet(target.Packet!)}", () => code.Line($"input.Consume({Names.Element(message)});"))];
            case TargetKind.Line:
                return Gated(LineBranch(target.Line!, value => member?.Take(value), item.Follow), target.Line!.Gates);
            case TargetKind.Message:
                return [new Branch($"{Names.Message(target.Message!)}.Starts(p, input.Context, ref error)", () =>
                    code.Line(member!.Take($"await {Names.Message(target.Message!)}.ReadAsync(input, cancellationToken).ConfigureAwait(false)")))];
            case TargetKind.Part when target.Part!.Resolved.Kind == PartKind.Choice:
                return Unions.Cases(target.Part.Resolved.Alternatives).SelectMany(one => Gated(CaseBranch(one, value => member!.Take(value)), one.Target.Line?.Gates ?? []));
            case TargetKind.Part when Shape.Dissolves(item, target):
                return [new Branch(Starts(target.First), () => Items(target.Part!.Resolved.Items, shape))];
            default:
                return Gated(target.Part!, PartBranch(target.Part!, value => member!.Take(value)));
        }
    }

    /// <summary>A line that is right but not allowed is refused: nothing after it may take it for something else.</summary>
    public IEnumerable<Branch> Gated(Branch branch, IReadOnlyList<CapabilitySpec> gates) => gates.Count == 0 ? [branch] :
        [branch, new Branch("error.Kind == ReadErrorKind.GateClosed", Closed)];

    private IEnumerable<Branch> Gated(PartSpec part, Branch branch) => part.Resolved.Gates.Count == 0 ? [branch] : [branch, new Branch(Starts(part.Resolved.First), Closed)];

    private void Closed() =>
        code.Line($"throw input.Context.Unexpected(input, p, \"a capability that allows it\", {Names.Element(message)}, error, ReadErrorKind.GateClosed);");

    /// <summary>The branch for one case of a choice.</summary>
    public Branch CaseBranch(UnionCase one, System.Func<string, string> take) => one.Target.Line is { } line
        ? LineBranch(line, take)
        : PartBranch(one.Target.Part!, take);

    private Branch PartBranch(PartSpec part, System.Func<string, string> take)
    {
        var resolved = part.Resolved;
        var words = resolved.Owner.CarriesCapabilities() ? ", words" : "";
        var gate = resolved.Gates.Count > 0 ? $"input.Context.IsOpen(Elements.{Names.Part(part)}) && " : "";
        return new Branch(gate + Starts(resolved.First), () =>
            code.Line(take($"await {Names.Part(part)}.ReadAsync(input{words}, cancellationToken).ConfigureAwait(false)")));
    }

    private Branch LineBranch(LineSpec line, System.Func<string, string?> take, FirstSet? follow = null)
    {
        // A line that takes anything yields to what may follow it.
        var yields = !line.Pattern.IsCatchAll ? "" : string.Concat((follow?.Lines ?? []).Where(other => !other.Pattern.IsCatchAll)
            .Select(other => $"!(p.IsData && {Names.View(other)}.TryRead(p.Line, input.Context, ref error, out _)) && "));
        var local = "line" + (++counter);
        var capability = LineTypes.IsCapability(line);
        var hasValue = LinesEmitter.HasValue(line);
        var words = capability || line.CapabilitiesField is not null ? ", words" : "";
        return new Branch(yields + $"{Names.View(line)}.TryTake(p, input{words}, ref error{(hasValue ? ", out var " + local : "")})", () =>
        {
            if (!capability && take(hasValue ? local : "true") is { } statement)
                code.Line(statement);
        });
    }

    private void BandedMessage(Item item, Shape shape)
    {
        var member = shape.For(item, item.Target)!;
        var inner = Names.Message(item.Target.Message!);
        code.Line("input.Banded = true;");
        code.Open("await using (var bands = new BandReadStream(input))");
        code.Line("var nested = new PacketReader(PipeReader.Create(bands), input.Context, input.Sender, input.Nesting + 1);");
        code.Line("p = await nested.PeekAsync(cancellationToken).ConfigureAwait(false);");
        code.Open("if (!p.IsEnd)");
        code.Line(member.Take($"await {inner}.ReadAsync(nested, cancellationToken).ConfigureAwait(false)"));
        code.Line("p = await nested.PeekAsync(cancellationToken).ConfigureAwait(false);");
        code.Line("if (!p.IsEnd)").Indented($"throw input.Context.Unexpected(nested, p, \"the end of {item.Target.Message!.Id}\", {Names.Element(message)});");
        code.Close();
        code.Close();
        code.Line("input.Banded = false;");
    }

    /// <summary>The condition that the packet begins something.</summary>
    public static string Starts(FirstSet first)
    {
        var conditions = first.Candidates.Select(one => one.Kind switch
        {
            CandidateKind.Line => $"p.IsData && {Names.View(one.Line!)}.TryRead(p.Line, input.Context, ref error, out _)",
            CandidateKind.Special => $"p.Kind == {Names.Packet(one.Packet!)}",
            _ => null,
        }).Where(one => one is not null).ToList();
        return conditions.Count == 1 && conditions[0]!.IndexOf(" && ", System.StringComparison.Ordinal) < 0
            ? conditions[0]! : "(" + string.Join(" || ", conditions.Select(one => conditions.Count == 1 ? one : $"({one})")) + ")";
    }

    private string Throw(Item item, string? kind)
    {
        var expected = string.Join(", ", item.Decision.Where(one => one.Kind != CandidateKind.End).Select(one => one.Name).Distinct());
        if (expected.Length == 0)
            expected = string.Join(", ", item.First.Candidates.Select(one => one.Name));
        var suffix = kind is null ? "" : $", {kind}";
        return $"throw input.Context.Unexpected(input, p, {Literals.Text(expected)}, {Names.Element(message)}, error{suffix});";
    }
}
