using System.Globalization;
using System.Text;
using GitProto.Protocol;

namespace GitProto.Tracing;

/// <summary>Writes the format that <see cref="SessionRecording"/> reads, while the conversation goes on.</summary>
public sealed class SessionWriter : IAsyncDisposable
{
    private readonly Stream output;
    private readonly SemaphoreSlim gate = new(1);
    private readonly bool isHttp;
    private long left;

    private SessionWriter(Stream output, bool isHttp, long most) => (this.output, this.isHttp, left) = (output, isHttp, most);

    /// <summary>True if not all was written, since it is more than may be.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Begins a recording.</summary>
    /// <param name="output">Where it is written; it is disposed of with this.</param>
    /// <param name="name">Its name, one line.</param>
    /// <param name="isHttp">True for the turns of HTTP, false for a connection of git://.</param>
    /// <param name="most">The most bytes of both sides that are kept; what comes behind is left out.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static SessionWriter Begin(Stream output, string name, bool isHttp, long most = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write(SessionFormat.FirstLine);
        output.Write(Encoding.UTF8.GetBytes($"name: {Escape.ForDisplay(name)}\n{SessionFormat.Transport}: {(isHttp ? SessionFormat.Http : SessionFormat.Git)}\n\n"));
        return new SessionWriter(output, isHttp, most);
    }

    /// <summary>Writes what a side sent.</summary>
    public Task AddAsync(Role sender, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) => AloneAsync(async () =>
    {
        var kept = bytes[..(int)Math.Min(left, bytes.Length)];
        IsCut |= kept.Length < bytes.Length;
        left -= kept.Length;
        if (kept.IsEmpty)
            return;
        await LineAsync(string.Create(CultureInfo.InvariantCulture, $"{SessionFormat.LetterOf(sender)} {kept.Length}"), cancellationToken).ConfigureAwait(false);
        await output.WriteAsync(kept, cancellationToken).ConfigureAwait(false);
        await LineAsync("", cancellationToken).ConfigureAwait(false);
    }, cancellationToken);

    /// <summary>Writes that a side closed its half of a connection.</summary>
    public Task EndAsync(Role sender, CancellationToken cancellationToken = default) =>
        isHttp || IsCut ? Task.CompletedTask : AloneAsync(() => LineAsync($"{SessionFormat.LetterOf(sender)} {SessionFormat.End}", cancellationToken), cancellationToken);

    /// <summary>Writes the head of a request over HTTP.</summary>
    /// <param name="method">The method.</param>
    /// <param name="target">Path and query.</param>
    /// <param name="fields">Its fields; none that could let anybody in.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task AskAsync(string method, string target, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken = default) =>
        HeadAsync($"{SessionFormat.Turn} {method} {target}", '>', fields, cancellationToken);

    /// <summary>Writes the head of an answer over HTTP.</summary>
    /// <param name="status">The status.</param>
    /// <param name="fields">Its fields.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task AnswerAsync(int status, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken = default) =>
        HeadAsync(string.Create(CultureInfo.InvariantCulture, $"{SessionFormat.Answer} {status}"), '<', fields, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await output.DisposeAsync().ConfigureAwait(false);
        gate.Dispose();
    }

    private Task HeadAsync(string first, char mark, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        if (IsCut)
            return;
        await LineAsync(OneLine(first), cancellationToken).ConfigureAwait(false);
        foreach (var (name, value) in fields)
            await LineAsync(OneLine($"{mark} {name}: {value}"), cancellationToken).ConfigureAwait(false);
    }, cancellationToken);

    private async Task AloneAsync(Func<Task> write, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await write().ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    private Task LineAsync(string line, CancellationToken cancellationToken) => output.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancellationToken).AsTask();

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
