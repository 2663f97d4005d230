using System.Runtime.ExceptionServices;

namespace GitProto.Storage;

/// <summary>Remembers that a copy of an object is damaged while others are looked for: it matters only if there is no other.</summary>
internal struct Damage
{
    private ExceptionDispatchInfo? first;

    /// <summary>True if any was noted.</summary>
    public readonly bool IsNoted => first is not null;

    /// <summary>Takes note of an exception.</summary>
    /// <returns>False if it does not speak of damage.</returns>
    public bool Note(Exception exception)
    {
        if (exception is not (CorruptPackException or HashMismatchException))
            return false;
        first ??= ExceptionDispatchInfo.Capture(exception);
        return true;
    }

    /// <summary>Throws what was noted first, if anything was.</summary>
    public readonly void Throw() => first?.Throw();
}
