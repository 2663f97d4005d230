using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using GitProto.Protocol;

namespace GitProto.Vectors;

/// <summary>One example of the spec: what holds, and the packets.</summary>
/// <param name="spec">The spec that the code under test was made of.</param>
/// <param name="format">The width of ids.</param>
/// <param name="place">Where capability words stand.</param>
internal sealed class Vector(WireSpec spec, ObjectFormat format, int place)
{
    private readonly List<VectorPacket> packets = [];
    private readonly List<int> facts = [];
    private IReadOnlyList<string> offered = [];
    private IReadOnlyList<string> asked = [];
    private bool stateless;

    public ObjectFormat Format => format;

    public bool IsStateless => stateless;

    public IReadOnlyList<VectorPacket> Packets => packets;

    public Vector Stateless()
    {
        stateless = true;
        return this;
    }

    public Vector Offered(params string[] words)
    {
        offered = words;
        return this;
    }

    public Vector Asked(params string[] words)
    {
        asked = words;
        return this;
    }

    public Vector Fact(int number)
    {
        facts.Add(number);
        return this;
    }

    public Vector Data(Role from, string text) => Add(from, Notation.Packet(Notation.Bytes(text, format)));

    public Vector Special(Role from, string digits) => Add(from, Encoding.ASCII.GetBytes(digits));

    public Vector Raw(Role from, string text) => Add(from, Notation.Bytes(text, format), isFramed: false);

    public Vector Nested(Role from, string text) => Add(from, Notation.Packet([1, .. Notation.Packet(Notation.Bytes(text, format))]));

    public Vector NestedSpecial(Role from, string digits) => Add(from, Notation.Packet([1, .. Encoding.ASCII.GetBytes(digits)]));

    public Task DecodesAsync(VectorMessage message, string? value) => MessageRun.DecodesAsync(this, message, value);

    public Task FailsAsync(VectorMessage message, int line, string kind) => MessageRun.FailsAsync(this, message, line, kind);

    public Task FlowsAsync(IFlow flow, int failsAt = 0, string kind = "") => FlowRun.RunAsync(this, flow, failsAt, kind);

    /// <summary>The text is the refusal of that name.</summary>
    public Task IsRefusal(string name)
    {
        Assert.That(spec.ErrorName(packets[0].Wire.AsSpan(4)), Is.EqualTo(name));
        return Task.CompletedTask;
    }

    /// <summary>What both sides know when the example begins.</summary>
    public WireContext Context(IPacketObserver? observer = null)
    {
        var context = new WireContext { Spec = spec, Place = place, Format = format, Stateless = stateless, Observer = observer, Offered = Words(false, offered), Asked = Words(true, asked) };
        foreach (var fact in facts)
            context.SetFact(fact, true);
        return context;
    }

    /// <summary>What one side sends.</summary>
    public byte[] SentBy(Role from) => [.. packets.Where(packet => packet.From == from).SelectMany(packet => packet.Wire)];

    public static PipeReader Pipe(byte[] bytes) => PipeReader.Create(new ReadOnlySequence<byte>(bytes));

    private Capabilities Words(bool isAsked, IReadOnlyList<string> words) =>
        Capabilities.From(place, isAsked, [.. words.Select(word => new ByteString(Encoding.UTF8.GetBytes(word)))], spec);

    private Vector Add(Role from, byte[] wire, bool isFramed = true)
    {
        packets.Add(new VectorPacket(from, wire, isFramed));
        return this;
    }
}
