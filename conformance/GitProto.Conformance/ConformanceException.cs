namespace GitProto.Conformance;

/// <summary>The suite itself cannot go on. The text says why.</summary>
public sealed class ConformanceException : Exception
{
    /// <summary>Makes the error.</summary>
    public ConformanceException(string message) : base(message)
    {
    }

    /// <summary>Makes the error.</summary>
    public ConformanceException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>Makes the error.</summary>
    public ConformanceException()
    {
    }
}
