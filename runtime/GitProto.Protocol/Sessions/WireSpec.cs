namespace GitProto.Protocol;

/// <summary>What a spec says about words and elements, for the code that does not know them. Implemented by generated code.</summary>
public abstract class WireSpec
{
    /// <summary>The flows.</summary>
    public abstract IReadOnlyList<IFlow> Flows { get; }

    /// <summary>One more than the largest number of a capability.</summary>
    public abstract int CapabilityCount { get; }

    /// <summary>The address of an element, such as <c>upload-request.want</c>; empty if the number is none.</summary>
    public abstract string ElementName(int element);

    /// <summary>True if a capability in force allows an element, or it needs none.</summary>
    public abstract bool IsOpen(WireContext context, int element);

    /// <summary>The capability that an element needs, and whether it is left out without it.</summary>
    public abstract (string Capability, bool Omit) Needs(int element);

    /// <summary>Reads a line as an element and writes it again from what was read.</summary>
    public abstract bool Rewrite(int element, ReadOnlySpan<byte> line, bool newline, PacketWriter writer, ref ReadError error);

    /// <summary>Reads the message that may stand in place of any text.</summary>
    public abstract bool TryReadError(ReadOnlySpan<byte> line, WireContext context, out ByteString text);

    /// <summary>The name of a refusal, or null.</summary>
    public abstract string? ErrorName(ReadOnlySpan<byte> packet);

    /// <summary>Which capability a word is at a place; 0 if none.</summary>
    public abstract int Identify(int place, bool asked, ReadOnlySpan<byte> word);

    /// <summary>True if a capability can be asked for at a place.</summary>
    public abstract bool CanAsk(int place, int capability);

    /// <summary>The place of a capability's features; 0 if it has none.</summary>
    public abstract int FeaturesOf(int capability);
}
