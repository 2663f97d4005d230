namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>Numbers that follow from a seed and the number of the input alone, so that any input can be made again by itself.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators").</remarks>
internal struct FuzzRandom(ulong seed, ulong number)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong state = unchecked((seed * 0xD1342543DE82EF95) + (number * 0xDA942042E4DD58B5));

    public ulong Next()
    {
        unchecked
        {
            var value = state += Golden;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }

    /// <summary>A number from 0 up to, and without, the bound.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);
}
