namespace GitProto.Storage;

/// <summary>The places to look for objects, in their order, as they were seen at one time.</summary>
/// <param name="usual">Those that together have every object.</param>
/// <param name="spare">Those that are asked only when a copy in one of the others is damaged: there may be another.</param>
/// <param name="patience">How many may be asked in vain before a multi-pack index pays.</param>
internal sealed class SourceList(IEnumerable<IObjectSource> usual, IEnumerable<IObjectSource> spare, long patience)
{
    private readonly IObjectSource[] all = [.. usual, .. spare];
    private long wasted;

    /// <summary>How many of them have every object.</summary>
    public int Usual { get; } = usual.Count();

    /// <summary>A place.</summary>
    public IObjectSource this[int number] => all[number];

    /// <summary>Notes that so many had not what was asked for.</summary>
    /// <returns>True if that was once too often.</returns>
    public bool Tires(int vain) => vain > 0 && patience < long.MaxValue && Interlocked.Add(ref wasted, vain) > patience;

    /// <summary>How many to ask.</summary>
    public int Count(bool isDamaged) => isDamaged ? all.Length : Usual;
}
