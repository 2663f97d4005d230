namespace GitProto.Storage.Tests.Hashing.Collisions;

/// <summary>A disturbed bit of one step. The bits of the words that it changes, itself first and then its five corrections, come from it.</summary>
internal readonly record struct LocalCollision(int Step, int Bit)
{
    public const int Parts = 6;

    public (int Word, int Bit) Part(int number) => number switch
    {
        0 => (Step, Bit),
        1 => (Step + 1, (Bit + 5) % 32),
        2 => (Step + 2, Bit),
        _ => (Step + number, (Bit + 30) % 32),
    };

    /// <summary>Whether a part makes up for a change that went through the round's function.</summary>
    public static bool IsMixed(int part) => part is 2 or 3 or 4;
}
