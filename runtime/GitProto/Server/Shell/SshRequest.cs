using System.Text;
using GitProto.Protocol;
using GitProto.Transports;

namespace GitProto.Server;

/// <summary>What a client of ssh wants: one of three services, and a repository.</summary>
/// <param name="Service">The service.</param>
/// <param name="Path">The path as the client means it: out of its quotes, and not looked at.</param>
public sealed record SshRequest(GitService Service, ByteString Path)
{
    /// <summary>The longest command line that is read, in bytes.</summary>
    public const int MaxLength = 64 << 10;

    /// <summary>
    /// Reads the command line that an sshd hands on (<c>SSH_ORIGINAL_COMMAND</c>). No shell sees it: a service and exactly one path in single quotes, and
    /// nothing else.
    /// </summary>
    /// <exception cref="PolicyException">It is anything else; the text is that of git-shell.</exception>
    /// <remarks>Source: git-shell; spec/transports/ssh.yaml rule one-argument.</remarks>
    public static SshRequest Parse(string commandLine)
    {
        ArgumentNullException.ThrowIfNull(commandLine);
        var line = Encoding.UTF8.GetBytes(commandLine);
        if (line.Length > MaxLength)
            throw new PolicyException($"the command line is longer than {MaxLength} bytes");
        if (Read(line, out var quoted) is not { } service)
            throw new PolicyException($"unrecognized command '{Escape.ForDisplay(line)}'");
        if (ShellQuote.Unwrap(Encoding.UTF8.GetString(quoted)) is not { Length: > 0 } path || path[0] == '-' || path.Contains('\0', StringComparison.Ordinal))
            throw new PolicyException("bad argument");
        return new SshRequest(service, path);
    }

    private static GitService? Read(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> path)
    {
        if (SshTransport.TryReadUploadPack(line, out path) || SshTransport.TryReadUploadPackSpaced(line, out path))
            return GitService.UploadPack;
        if (SshTransport.TryReadReceivePack(line, out path) || SshTransport.TryReadReceivePackSpaced(line, out path))
            return GitService.ReceivePack;
        return SshTransport.TryReadUploadArchive(line, out path) || SshTransport.TryReadUploadArchiveSpaced(line, out path) ? GitService.UploadArchive : null;
    }
}
