namespace GitProto;

/// <summary>A bound was hit. The bound and its option are named, nothing was allocated for what lies beyond it.</summary>
public sealed class LimitExceededException : GitProtoException
{
    /// <summary>Makes the error.</summary>
    /// <param name="limit">The name of the option that sets the bound.</param>
    /// <param name="value">The bound.</param>
    /// <param name="what">What went over it, as the subject of a sentence.</param>
    public LimitExceededException(string limit, long value, string what)
        : base($"{what} exceeds the limit {limit} = {value}.")
    {
        Limit = limit;
        Value = value;
    }

    /// <summary>The name of the option that sets the bound.</summary>
    public string Limit { get; }

    /// <summary>The bound, in the unit of its option.</summary>
    public long Value { get; }
}
