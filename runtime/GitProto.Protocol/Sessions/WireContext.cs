namespace GitProto.Protocol;

/// <summary>What both sides of one conversation have agreed on so far; every message is read and written in its light.</summary>
public sealed partial class WireContext
{
    private ulong facts;
    private List<Omission>? omitted;

    /// <summary>The spec that the conversation follows.</summary>
    public WireSpec Spec { get; set; } = ProtocolSpec.Instance;

    /// <summary>The service and version whose capability words count, by number.</summary>
    public int Place { get; set; }

    /// <summary>The hash that names objects; null until it is known. Then ids of another width are malformed.</summary>
    public ObjectFormat? Format { get; set; }

    /// <summary>What the server offered.</summary>
    public Capabilities Offered { get; set; } = Capabilities.None;

    /// <summary>What the client asked for.</summary>
    public Capabilities Asked { get; set; } = Capabilities.None;

    /// <summary>True where each request is a connection of its own (HTTP).</summary>
    public bool Stateless { get; init; }

    /// <summary>False to let through what no capability allows, as the examples of the spec do unless they say otherwise.</summary>
    public bool ChecksGates { get; init; } = true;

    /// <summary>How much one message may be; can be made tighter before a message.</summary>
    public WireLimits Limits { get; set; } = WireLimits.Default;

    /// <summary>Is told of every packet.</summary>
    public IPacketObserver? Observer { get; set; }

    /// <summary>Is given the text of band 2.</summary>
    public ProgressHandler? Progress { get; set; }

    /// <summary>The flow and its state, and the message that has begun and not ended, for messages.</summary>
    public string Where => Whereabouts?.Invoke() ?? "no flow yet";

    /// <summary>What was left out because the other side does not offer it.</summary>
    public IReadOnlyList<Omission> Omitted => omitted ?? (IReadOnlyList<Omission>)[];

    /// <summary>The hash of the conversation, SHA-1 while nothing else is known.</summary>
    public ObjectFormat FormatOrDefault => Format ?? ObjectFormat.Sha1;

    /// <summary>True if a capability is in force: asked for where it can be asked, offered elsewhere.</summary>
    public bool Agreed(int capability) =>
        Spec.CanAsk(Place, capability) ? Asked.Has(capability) : Offered.Has(capability);

    /// <summary>True if what was agreed allows an element. Where no capabilities count, as between a server and its hook, all is allowed.</summary>
    public bool IsOpen(int element) => !ChecksGates || Place == 0 || Spec.IsOpen(this, element);

    /// <summary>A fact about the last message of its kind.</summary>
    public bool Fact(int fact) => (facts & (1UL << fact)) != 0;

    /// <summary>Notes a fact about a message that has just passed.</summary>
    public void SetFact(int fact, bool value) => facts = value ? facts | (1UL << fact) : facts & ~(1UL << fact);

    /// <summary>Notes the width of an id that has come before the hash was named.</summary>
    public bool Accepts(ObjectFormat format) => (Format ??= format) == format;

    /// <summary>Tells where the conversation is.</summary>
    internal Func<string>? Whereabouts { get; set; }

    internal void Omit(string capability, string element) => (omitted ??= []).Add(new Omission(capability, element));
}
