namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>A parser of bytes that anybody may have made.</summary>
/// <param name="Name">What it reads.</param>
/// <param name="Seeds">Valid inputs.</param>
/// <param name="Run">Has one input read, and throws <see cref="FuzzException"/> if something comes of it that must not.</param>
/// <param name="MaxAllocation">The most memory that one input may cost, in bytes; what it leaves behind and what it does not.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, FuzzAction Run, long MaxAllocation = 1 << 20)
{
    public override string ToString() => Name;
}
