namespace GitProto.Protocol;

/// <summary>Gathers the capability words of a message while it is read, and puts them in force at once.</summary>
public sealed class CapabilityCollector
{
    private readonly WireContext context;
    private readonly bool asked;
    private bool frozen;

    /// <summary>Begins with no words; those of the message before are out of force.</summary>
    public CapabilityCollector(WireContext context, bool asked)
    {
        (this.context, this.asked) = (context, asked);
        Result = Capabilities.From(context.Place, asked, [], context.Spec);
        Put();
    }

    /// <summary>The words so far.</summary>
    public Capabilities Result { get; private set; }

    /// <summary>Takes no more words: git passes over those that come after the first line.</summary>
    public void Freeze() => frozen = true;

    /// <summary>Takes the words of a line, which stand apart by spaces.</summary>
    public void Add(ReadOnlySpan<byte> words) => Add(frozen ? [] : Capabilities.Split(words));

    /// <summary>Takes a line that is one word, spaces included.</summary>
    /// <exception cref="RemoteErrorException">The line is the error message, which no word is mistaken for.</exception>
    public void AddWord(ReadOnlySpan<byte> word)
    {
        if (context.Spec.TryReadError(word, context, out var refusal))
            throw context.Refused(refusal, word);
        Add([new ByteString(word)]);
    }

    private void Add(List<ByteString> more)
    {
        if (more.Count == 0)
            return;
        Result = Result.Add(more);
        if (Result.Words.Count > context.Limits.MaxCapabilities)
            throw new LimitExceededException(nameof(WireLimits.MaxCapabilities), context.Limits.MaxCapabilities, "The number of capability words");
        Put();
    }

    private void Put()
    {
        if (asked)
            context.Asked = Result;
        else
            context.Offered = Result;
    }
}
