namespace GitProto.Spec;

/// <summary>How long a packet may be, its four digits included.</summary>
public sealed class LimitSpec
{
    internal LimitSpec(string name, int write, int read, SourceSpan span) => (Name, Write, Read, Span) = (name, write, read, span);

    /// <summary>What it limits: <c>packet</c>, or the capability under which packets are cut.</summary>
    public string Name { get; }

    /// <summary>The most that is written, in bytes.</summary>
    public int Write { get; }

    /// <summary>The most that is read, in bytes.</summary>
    public int Read { get; }

    /// <summary>Where it stands.</summary>
    public SourceSpan Span { get; }
}
