namespace GitProto.Cli.Commands;

/// <summary>What comes on standard input, line by line.</summary>
internal static class StandardInput
{
    // No line of those who read here is longer than an id and a path.
    private const int MaxLine = 1 << 16;

    /// <summary>The lines as bytes, without their ends.</summary>
    /// <exception cref="ToolException">A line is too long.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Lines()
    {
        using var input = new BufferedStream(Console.OpenStandardInput(), 64 << 10);
        var line = new MemoryStream();
        for (int value; (value = input.ReadByte()) >= 0;)
        {
            if (value != '\n')
            {
                line.WriteByte((byte)value);
                if (line.Length > MaxLine)
                    throw new ToolException($"a line of standard input is longer than {MaxLine} bytes");
                continue;
            }
            yield return line.ToArray();
            line.SetLength(0);
        }
        if (line.Length > 0)
            yield return line.ToArray();
    }
}
