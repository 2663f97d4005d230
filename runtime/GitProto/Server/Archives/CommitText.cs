using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Puts facts of a commit into files, where <c>$Format:...$</c> asks for them.</summary>
/// <remarks>Source: gitattributes "export-subst"; git-log "PRETTY FORMATS".</remarks>
internal sealed class CommitText(IRepository repository, RefView refs, ObjectId id, UploadArchiveRules rules)
{
    private const int MaxGrowth = 16 << 20;
    private readonly Lazy<CommitFacts> facts = new(() => CommitFacts.Read(repository, refs, id, ArchiveConfig.Digits(rules, repository)));
    private int count;

    /// <summary>Fills in a file.</summary>
    /// <exception cref="ArchiveRefusedException">It asks for a fact that is not supported.</exception>
    /// <exception cref="LimitExceededException">It asks for too much.</exception>
    public ReadOnlyMemory<byte> Substitute(ReadOnlyMemory<byte> content, ByteString path)
    {
        var rest = content.Span;
        if (rest.IndexOf("$Format:"u8) < 0)
            return content;
        var result = new MemoryStream((int)Math.Min(Array.MaxLength, content.Length + Math.Min(MaxGrowth, 128L * rest.Count("$Format:"u8))));
        while (rest.IndexOf("$Format:"u8) is >= 0 and var begin)
        {
            var format = rest[(begin + "$Format:"u8.Length)..];
            var end = format.IndexOf((byte)'$');
            if (end < 0)
                break;
            if (++count > rules.MaxSubstitutions)
                throw new LimitExceededException(nameof(rules.MaxSubstitutions), rules.MaxSubstitutions, "The number of texts that export-subst puts in");
            result.Write(rest[..begin]);
            Format(format[..end], result, path);
            if (result.Length > content.Length + MaxGrowth)
                throw new LimitExceededException(nameof(MaxGrowth), MaxGrowth, $"What export-subst adds to '{path.ToDisplayString()}'");
            rest = format[(end + 1)..];
        }
        result.Write(rest);
        return result.GetBuffer().AsMemory(0, (int)result.Length);
    }

    private void Format(ReadOnlySpan<byte> format, MemoryStream result, ByteString path)
    {
        while (format.IndexOf((byte)'%') is >= 0 and var percent)
        {
            result.Write(format[..percent]);
            format = format[(percent + 1)..];
            var used = Write(format, result);
            if (used == 0)
            {
                throw ArchiveRefusedException.Fatal(
                    $"export-subst of '%{Escape.ForDisplay(format[..Math.Min(format.Length, 20)])}' in '{path.ToDisplayString()}' is not supported by this server");
            }
            format = format[used..];
        }
        result.Write(format);
    }

    /// <summary>Writes what a placeholder stands for. A sign in front of it says what goes ahead of something, or goes with nothing.</summary>
    private int Write(ReadOnlySpan<byte> format, MemoryStream result)
    {
        if (format.IsEmpty || format[0] is not ((byte)'+' or (byte)'-' or (byte)' '))
            return CommitPlaceholder.Write(format, facts.Value, result);
        using var part = new MemoryStream();
        var used = CommitPlaceholder.Write(format[1..], facts.Value, part);
        if (used == 0)
            return 0;
        if (part.Length > 0 && format[0] != '-')
            result.WriteByte(format[0] == '+' ? (byte)'\n' : (byte)' ');
        while (part.Length == 0 && format[0] == '-' && result.Length > 0 && result.GetBuffer()[result.Length - 1] == '\n')
            result.SetLength(result.Length - 1);
        part.WriteTo(result);
        return used + 1;
    }
}
