namespace GitProto.Storage;

/// <summary>A store of refs that keeps a log of what they were.</summary>
public interface IReflogStore
{
    /// <summary>Reads the log of a ref, the oldest change first. Lines that are none are left out.</summary>
    /// <param name="name">The ref, HEAD for one.</param>
    /// <returns>Null if it has no log.</returns>
    /// <exception cref="LimitExceededException">The log is too long.</exception>
    IEnumerable<ReflogEntry>? ReadLog(RefName name);
}
