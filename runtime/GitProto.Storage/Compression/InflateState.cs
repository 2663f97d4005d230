namespace GitProto.Storage;

/// <summary>What an <see cref="Inflater"/> expects next.</summary>
internal enum InflateState
{
    Header,
    Block,
    StoredLength,
    Stored,
    DynamicCounts,
    DynamicOrder,
    DynamicLengths,
    Symbols,
    Trailer,
    Done,
    Failed,
}
