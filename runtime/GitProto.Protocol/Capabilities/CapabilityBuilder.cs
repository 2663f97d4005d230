using System.IO.Pipelines;

namespace GitProto.Protocol;

/// <summary>Builds a list of capability words. The methods, one for each capability, are generated.</summary>
public abstract class CapabilityBuilder
{
    private readonly int place;
    private readonly WireContext? context;
    private readonly List<ByteString> words = [];
    private PacketWriter? writer;

    /// <summary>Begins with no words.</summary>
    /// <param name="place">The place, by number.</param>
    /// <param name="context">For wishes: the conversation whose offers they are held against. Null for offers.</param>
    protected CapabilityBuilder(int place, WireContext? context) => (this.place, this.context) = (place, context);

    /// <summary>The words so far, with spaces between them; null if there are none.</summary>
    public ByteString? Joined => words.Count == 0 ? default(ByteString?) : new ByteString(Build().ToBytes());

    /// <summary>Adds a word that the spec does not know.</summary>
    public void Add(ByteString word) => words.Add(word);

    /// <summary>The finished list.</summary>
    public Capabilities Build() => Capabilities.From(place, context is not null, [.. words], context?.Spec);

    /// <summary>Opens a word.</summary>
    protected PacketWriter Begin()
    {
        writer = new PacketWriter(PipeWriter.Create(Stream.Null), context ?? new WireContext(), Role.Client);
        writer.BeginLine();
        return writer;
    }

    /// <summary>Closes the word.</summary>
    protected void End() => words.Add(writer!.TakeText());

    /// <summary>True if the wish may be sent; false if it is left out.</summary>
    /// <exception cref="CapabilityNotAdvertisedException">The spec says to refuse rather than to leave out.</exception>
    protected bool MayAsk(int capability, string name, bool omit)
    {
        if (context!.Offered.Has(capability))
            return true;
        if (!omit)
            throw new CapabilityNotAdvertisedException(name, "a wish");
        context.Omit(name, "a wish");
        return false;
    }
}
