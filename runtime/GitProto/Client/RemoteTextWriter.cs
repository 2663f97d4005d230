namespace GitProto.Client;

/// <summary>
/// Prints the lines of the other side, each with a prefix that shows whose words they are. On a terminal a transient line is
/// overwritten by the next; elsewhere only lines that stay are printed.
/// </summary>
/// <param name="output">Where to.</param>
/// <param name="isTerminal">True if it is a terminal.</param>
/// <param name="prefix">What every line begins with.</param>
public sealed class RemoteTextWriter(TextWriter output, bool isTerminal, string prefix = "remote: ")
{
    private const string EraseToEnd = "\u001b[K";

    /// <summary>Prints a line.</summary>
    public void Write(RemoteLine line)
    {
        if (isTerminal)
            output.Write($"{prefix}{line.Text}{EraseToEnd}{(line.IsTransient ? '\r' : '\n')}");
        else if (!line.IsTransient)
            output.Write($"{prefix}{line.Text}\n");
        output.Flush();
    }
}
