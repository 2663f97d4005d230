using System.Globalization;
using GitProto.Client;

namespace GitProto.Cli.Output;

/// <summary>Progress where nobody watches: one line for each thing that is done, as git ends its own.</summary>
internal sealed class ProgressLines(TextWriter output) : IProgress<GitProgress>
{
    private readonly Lock gate = new();
    private readonly HashSet<string> told = [];

    /// <summary>Tells what the server says; what it would write over itself is left out.</summary>
    public void Tell(RemoteLine line)
    {
        if (line.IsTransient || line.Text.Length == 0)
            return;
        lock (gate)
            output.WriteLine("remote: " + line.Text);
    }

    public void Report(GitProgress value)
    {
        if (value.IsRemote || !value.IsDone || value.Total is not { } total)
            return;
        lock (gate)
        {
            if (!told.Add(value.Title))
                return;
            var bytes = value.Bytes > 0 ? $", {ByteCount.Of(value.Bytes)}" : "";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Title}: 100% ({value.Done}/{total}){bytes}, done."));
        }
    }
}
