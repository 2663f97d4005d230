using System.Text;

namespace GitProto.Client;

/// <summary>
/// Looks into a <c>.netrc</c> file. An entry counts for the host that it names and for no other: one for every host (<c>default</c>) is passed over, so that no server gets what
/// was meant for another.
/// </summary>
/// <remarks>Source: netrc(5), as curl reads it for git.</remarks>
public sealed class NetrcCredentials : ICredentialHelper
{
    private const int MaxLength = 1 << 20;
    private readonly string path;

    /// <summary>Uses the file of the user: <c>.netrc</c> in the home directory, <c>_netrc</c> on Windows.</summary>
    public NetrcCredentials()
        : this(Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), OperatingSystem.IsWindows() ? "_netrc" : ".netrc"))
    {
    }

    /// <summary>Uses a file, which need not exist.</summary>
    public NetrcCredentials(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        this.path = path;
    }

    /// <inheritdoc/>
    /// <exception cref="LimitExceededException">The file is too long.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public ValueTask<Credential?> FillAsync(CredentialRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ValueTask.FromResult(Find(Words(), HostOf(request.Host), request.User));
    }

    /// <inheritdoc/>
    public ValueTask ApproveAsync(CredentialRequest request, Credential credential, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask RejectAsync(CredentialRequest request, Credential credential, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private static Credential? Find(List<string> words, string host, string? user)
    {
        var (machine, login, password) = ("", (string?)null, (string?)null);
        for (var i = 0; i <= words.Count; i++)
        {
            var word = i < words.Count ? words[i] : "default";
            if (word is "machine" or "default" or "macdef")
            {
                if (machine.Length > 0 && machine.Equals(host, StringComparison.OrdinalIgnoreCase) && login is not null && password is not null && (user is null || user == login))
                    return login.Contains(':', StringComparison.Ordinal) ? null : Credential.Basic(login, password);
                (machine, login, password) = (word == "machine" && i + 1 < words.Count ? words[++i] : "", null, null);
            }
            else if (word == "login" && i + 1 < words.Count)
                login = words[++i];
            else if (word == "password" && i + 1 < words.Count)
                password = words[++i];
        }
        return null;
    }

    /// <summary>Host and port as a URL has them; netrc knows no ports.</summary>
    private static string HostOf(string authority)
    {
        if (authority.StartsWith('['))
            return authority[1..authority.IndexOf(']', StringComparison.Ordinal)];
        var colon = authority.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? authority : authority[..colon];
    }

    private List<string> Words()
    {
        if (!Path.Exists(path))
            return [];
        var words = new List<string>();
        foreach (var line in Encoding.UTF8.GetString(Content()).Split('\n'))
        {
            if (line.TrimStart().StartsWith('#'))
                continue;
            words.AddRange(line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries));
        }
        return words;
    }

    private byte[] Content()
    {
        try
        {
            // A directory is refused here too.
            using var file = File.OpenRead(path);
            if (file.Length > MaxLength)
                throw new LimitExceededException(nameof(MaxLength), MaxLength, $"The length of '{Escape.ForDisplay(path)}', in bytes,");
            var content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"The file '{Escape.ForDisplay(path)}' cannot be read: {Escape.ForDisplay(e.Message)}", e);
        }
    }
}
