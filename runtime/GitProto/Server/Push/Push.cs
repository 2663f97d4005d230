using System.Text;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>A push as hooks see it.</summary>
public sealed class Push
{
    private readonly PushNews news;

    internal Push(IRepository repository, IObjectStore objects, IReadOnlyList<PushCommand> commands, IReadOnlyList<ByteString> options, bool atomic, PushNews news) =>
        (Repository, Objects, Commands, Options, IsAtomic, this.news) = (repository, objects, commands, options, atomic, news);

    /// <summary>The repository as everybody sees it, without the objects that came.</summary>
    public IRepository Repository { get; }

    /// <summary>The objects of the repository together with those that came.</summary>
    public IObjectStore Objects { get; }

    /// <summary>The commands that nothing has refused so far. Each must be judged by itself.</summary>
    public IReadOnlyList<PushCommand> Commands { get; }

    /// <summary>The options of the push, each exactly as it was sent. They come from the client and are not to be trusted.</summary>
    public IReadOnlyList<ByteString> Options { get; }

    /// <summary>True if all refs are updated or none.</summary>
    public bool IsAtomic { get; }

    /// <summary>Shows a line to the user.</summary>
    /// <exception cref="IOException">The client is gone.</exception>
    public ValueTask SayAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return news.SayAsync(Encoding.UTF8.GetBytes(text + "\n"), cancellationToken);
    }
}
