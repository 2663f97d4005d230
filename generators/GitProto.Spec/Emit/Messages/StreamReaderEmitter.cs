using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The reader of a message that streams: what stands before as a record, then the stream, then what stands behind.</summary>
internal static class StreamReaderEmitter
{
    public static void Emit(CodeWriter code, MessageSpec message, StreamInfo stream)
    {
        var head = Names.Message(message);
        var name = Names.Reader(message);
        var tail = Shape.Of(stream.After);
        if (tail.Members.Count > 0)
            Tail(code, message, tail);
        code.Summary($"Reads {message.Id}: its head, then what streams.");
        code.Open($"public sealed class {name} : IStreamingMessage");
        var keepsWords = KeepsWords(message, stream);
        code.Line("private readonly PacketReader input;");
        if (keepsWords)
            code.Line("private readonly CapabilityCollector words;");
        code.Blank();
        var extra = keepsWords ? ", CapabilityCollector words" : "";
        code.Open($"private {name}(PacketReader input, {head} head{extra})");
        code.Line("this.input = input;").Line("Head = head;");
        if (keepsWords)
            code.Line("this.words = words;");
        code.Close().Blank();
        code.Summary("What stands before the stream.").Line($"public {head} Head {{ get; }}").Blank();
        code.Line("/// <inheritdoc/>").Line("public bool IsComplete { get; private set; }").Blank();
        if (tail.Members.Count > 0)
            code.Summary("What stands behind the stream; known when the message is complete.").Line($"public {head}Tail? Tail {{ get; private set; }}").Blank();
        Open(code, message, stream, head, name);
        if (Primes(stream).Any())
            Prime(code.Blank(), stream);
        if (stream.IsLines)
            Lines(code.Blank(), message, stream);
        else
            Bytes(code.Blank(), message, stream);
        Complete(code.Blank(), message, stream, tail, head);
        code.Close();
    }

    private static void Tail(CodeWriter code, MessageSpec message, Shape tail)
    {
        code.Summary($"What stands behind the stream of {message.Id}.");
        code.Open($"public sealed record {Names.Message(message)}Tail");
        new RecordEmitter(code, message).Properties(tail);
        code.Close().Blank();
    }

    private static void Open(CodeWriter code, MessageSpec message, StreamInfo stream, string head, string name)
    {
        var shape = Shape.Of(stream.Before);
        var reads = stream.Before.Any() || Primes(stream).Any();
        code.Summary("Reads the head.");
        code.Open($"public static {(reads ? "async " : "")}ValueTask<{name}> OpenAsync(PacketReader input, CancellationToken cancellationToken)");
        code.Line("ArgumentNullException.ThrowIfNull(input);").Line("input.BeginMessage();");
        MessageEmitter.Opening(code, message, "input");
        if (message.CarriesCapabilities())
            code.Line($"var words = new CapabilityCollector(input.Context, asked: {(message.From == Role.Server ? "false" : "true")});");
        if (reads)
        {
            var read = new ReadEmitter(code, message);
            read.Declare(shape);
            read.Items(stream.Before, shape);
        }
        if (Primes(stream).Any())
            code.Line("p = await input.PeekAsync(cancellationToken).ConfigureAwait(false);").Line("Prime(p, input, words);");
        new RecordEmitter(code, message).Construct(head, shape, message.CarriesCapabilities(), "var head = ");
        RecordEmitter.Facts(code, message, "head", "input.Context");
        var reader = $"new {name}(input, head{(KeepsWords(message, stream) ? ", words" : "")})";
        code.Line(reads ? $"return {reader};" : $"return ValueTask.FromResult({reader});");
        code.Close();
    }

    /// <summary>False if nothing from the stream on can carry capabilities.</summary>
    private static bool KeepsWords(MessageSpec message, StreamInfo stream) => message.CarriesCapabilities()
        && !(stream.IsLines && stream.Stream.Target.Line is { CapabilitiesField: null } && stream.After.All(item => item.Alternatives.All(one => one.Kind == TargetKind.Special)));

    /// <summary>The lines of a stream that can carry capabilities.</summary>
    private static IEnumerable<LineSpec> Primes(StreamInfo stream) =>
        stream.IsLines ? stream.Stream.First.Lines.Where(line => line.CapabilitiesField is not null) : [];

    /// <summary>Looks at the first line of the stream, whose capabilities belong to the head.</summary>
    private static void Prime(CodeWriter code, StreamInfo stream)
    {
        code.Open("private static void Prime(in Packet p, PacketReader input, CapabilityCollector words)");
        code.Line("ReadError error = default;");
        var i = 0;
        foreach (var line in Primes(stream))
        {
            var view = "first" + (++i);
            code.Open($"{(i == 1 ? "" : "else ")}if (p.IsData && {Names.View(line)}.TryRead(p.Line, input.Context, ref error, out var {view}))");
            code.Line($"if ({view}.HasCapabilities)").Indented($"words.Add({view}.Capabilities);");
            code.Close();
        }
        code.Line("words.Freeze();").Close();
    }

    private static void Lines(CodeWriter code, MessageSpec message, StreamInfo stream)
    {
        var target = stream.Stream.Target;
        var type = target.Part is { } part ? Names.Part(part) : LineTypes.Of(target.Line!);
        var property = Naming.Plural(Naming.Pascal(target.Name));
        code.Summary($"The stream of {target.Name}. Enumerating it to the end completes the message.");
        code.Open($"public async IAsyncEnumerable<{type}> Read{property}Async([EnumeratorCancellation] CancellationToken cancellationToken = default)");
        code.Line("ReadError error = default;");
        code.Open("while (!IsComplete)");
        code.Line("var p = await input.PeekAsync(cancellationToken).ConfigureAwait(false);");
        code.Line($"{type} item;");
        Chain(code, message, stream, "await CompleteAsync(cancellationToken).ConfigureAwait(false);", "yield break;");
        code.Line("input.CountStreamed();").Line("yield return item;");
        code.Close();
        code.Close().Blank();

        code.Line("/// <inheritdoc/>");
        code.Open("public async ValueTask DrainAsync(CancellationToken cancellationToken)");
        code.Open($"await foreach (var _ in Read{property}Async(cancellationToken).ConfigureAwait(false))");
        code.Close();
        code.Close();
    }

    private static void Chain(CodeWriter code, MessageSpec message, StreamInfo stream, params string[] otherwise)
    {
        var read = new ReadEmitter(code, message);
        var cases = stream.Stream.Target.Part is { } part ? Unions.Cases(part.Resolved.Alternatives) : [new UnionCase(stream.Stream.Target)];
        var first = true;
        foreach (var one in cases)
        {
            foreach (var branch in read.Gated(read.CaseBranch(one, value => $"item = {value};"), one.Target.Line?.Gates ?? []))
            {
                code.Open($"{(first ? "" : "else ")}if ({branch.Condition})");
                branch.Body();
                code.Close();
                first = false;
            }
        }
        code.Open("else");
        foreach (var line in otherwise)
            code.Line(line);
        code.Close();
    }

    private static void Bytes(CodeWriter code, MessageSpec message, StreamInfo stream)
    {
        var name = stream.Stream.Target.Kind == TargetKind.Pack ? "Pack" : "Bytes";
        if (!stream.Stream.Banded)
        {
            code.Summary("The raw bytes, which follow what was read so far. Take no more than the pack, then call Complete.");
            code.Line($"public PipeReader {name} => input.DetachRaw();").Blank();
            code.Summary("Says that the stream was read to its end.");
            code.Line("public void Complete() => IsComplete = true;").Blank();
            code.Line("/// <inheritdoc/>");
            code.Open("public async ValueTask DrainAsync(CancellationToken cancellationToken)");
            code.Line("await input.DrainRawAsync(cancellationToken).ConfigureAwait(false);").Line("Complete();");
            code.Close();
            return;
        }
        if (stream.Within is { } within)
        {
            code.Summary("What comes in band 1; null where the message has none. Read it to its end, then call CompleteAsync.");
            code.Line($"public Stream? {name} => field ??= Head.{Shape.Of(stream.Before).For(within, within.Target)!.Name} is not null ? new BandReadStream(input) : null;").Blank();
        }
        else
        {
            code.Summary("What comes in band 1. Read it to its end, then call CompleteAsync.");
            code.Line($"public Stream {name} => field ??= new BandReadStream(input);").Blank();
        }
        code.Line("/// <inheritdoc/>");
        code.Open("public async ValueTask DrainAsync(CancellationToken cancellationToken)");
        code.Line("if (IsComplete)").Indented("return;");
        if (stream.Within is null)
            code.Line($"await {name}.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);");
        else
            code.Line($"if ({name} is {{ }} stream)").Indented("await stream.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);");
        code.Line("await CompleteAsync(cancellationToken).ConfigureAwait(false);");
        code.Close();
    }

    private static void Complete(CodeWriter code, MessageSpec message, StreamInfo stream, Shape tail, string head)
    {
        if (!stream.IsLines && !stream.Stream.Banded)
            return;
        code.Summary("Reads what stands behind the stream.");
        code.Open("public async ValueTask CompleteAsync(CancellationToken cancellationToken)");
        code.Line("if (IsComplete)").Indented("return;");
        var read = new ReadEmitter(code, message);
        read.Declare(tail);
        read.Items(stream.After, tail);
        if (tail.Members.Count > 0)
            new RecordEmitter(code, message).Construct(head + "Tail", tail, false, "Tail = ");
        if (stream.Stream.Banded)
            code.Line("input.Banded = false;");
        code.Line("IsComplete = true;");
        code.Close();
    }
}
