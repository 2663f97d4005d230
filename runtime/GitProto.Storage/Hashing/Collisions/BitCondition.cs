namespace GitProto.Storage;

/// <summary>Two bits of an expanded block that have to be equal, or different, if the block is to follow one of some disturbance vectors.</summary>
/// <param name="FirstWord">Index of a word.</param>
/// <param name="FirstBit">A bit of it.</param>
/// <param name="SecondWord">Index of a later word.</param>
/// <param name="SecondBit">A bit of it.</param>
/// <param name="AreOpposite">Whether the two have to be different.</param>
/// <param name="Vectors">The vectors, as bits in the order of <see cref="DisturbanceVector.All"/>.</param>
internal readonly record struct BitCondition(int FirstWord, int FirstBit, int SecondWord, int SecondBit, bool AreOpposite, uint Vectors)
{
    /// <summary>Whether the words of a block meet it.</summary>
    /// <param name="words">The 80 words of the block.</param>
    /// <param name="stride">The distance from one to the next.</param>
    public bool Holds(ReadOnlySpan<uint> words, int stride = 1) =>
        unchecked((((words[FirstWord * stride] >> FirstBit) ^ (words[SecondWord * stride] >> SecondBit)) & 1) == (AreOpposite ? 1u : 0u));
}
