using System.Text;

namespace GitProto.Examples.Running;

/// <summary>
/// Standard output that knows who prints: what an example prints, on whatever thread, goes to its capture, and everything else where it went before.
/// </summary>
internal sealed class CapturedOut : TextWriter
{
    private static readonly AsyncLocal<StringBuilder?> Current = new();
    private static bool installed;
    private readonly TextWriter otherwise;

    private CapturedOut(TextWriter otherwise) => this.otherwise = otherwise;

    /// <inheritdoc/>
    public override Encoding Encoding => otherwise.Encoding;

    /// <summary>Makes the caller's flow, and what it starts, print into the text that is returned.</summary>
    public static StringBuilder Begin()
    {
        lock (Current)
        {
            if (!installed)
                Console.SetOut(new CapturedOut(Console.Out));
            installed = true;
        }
        return Current.Value = new StringBuilder();
    }

    /// <summary>Takes what was printed so far.</summary>
    public static string Take(StringBuilder text)
    {
        lock (text)
        {
            var taken = text.ToString();
            text.Clear();
            return taken;
        }
    }

    /// <inheritdoc/>
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        if (Current.Value is not { } text)
        {
            otherwise.Write(value);
            return;
        }
        lock (text)
            text.Append(value);
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write(value + "\n");
}
