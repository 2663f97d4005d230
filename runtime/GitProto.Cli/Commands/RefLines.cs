using System.Text;
using GitProto.Client;

namespace GitProto.Cli.Commands;

/// <summary>Writes refs as lines, those that were asked for. Names are written as they came if they are legal, and shown escaped if not.</summary>
internal sealed class RefLines(Stream output, IReadOnlyList<ByteString> prefixes, IReadOnlyList<RefPattern> patterns, bool refsOnly, bool symrefs)
    : IDisposable
{
    private readonly MemoryStream lines = new();

    /// <summary>True if no ref was one of those asked for.</summary>
    public bool IsEmpty => lines.Length == 0;

    public void Dispose() => lines.Dispose();

    /// <summary>Takes a ref of the server.</summary>
    public void Add(RemoteRef found)
    {
        if (found.Id is not { } id)
            return;
        if (IsWanted(found.Name))
        {
            if (symrefs && found.SymbolicTarget is { } target)
                Write("ref: " + target, found.Name);
            Write(id.ToString(), found.Name);
        }
        var peeled = ByteString.Wrap([.. found.Name.Span, .. "^{}"u8]);
        if (found.Peeled is { } stands && !refsOnly && IsWanted(peeled))
            Write(stands.ToString(), peeled);
    }

    /// <summary>Hands on what was not yet written.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        lines.Position = 0;
        await lines.CopyToAsync(output, cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    private bool IsWanted(ByteString name) =>
        (!refsOnly || name.Span.StartsWith("refs/"u8))
        && (prefixes.Count == 0 || prefixes.Any(prefix => name.Span.StartsWith(prefix.Span)))
        && (patterns.Count == 0 || patterns.Any(pattern => pattern.Matches(name.Span)));

    private void Write(string value, ByteString name)
    {
        lines.Write(Encoding.UTF8.GetBytes(value));
        lines.Write("\t"u8);
        lines.Write(Encoding.UTF8.GetBytes(TerminalText.Clean(name.Span)));
        lines.Write("\n"u8);
    }
}
