using GitProto.Protocol;
using GitProto.Transports;

namespace GitProto.Client;

/// <summary>The turns of a transport where each request is a connection of its own. On any other, nothing happens here.</summary>
internal sealed class Turns
{
    private const int MaxLeftover = 64 * 1024;
    private readonly WireSession session;
    private readonly TimedPipe pipe;
    private readonly HttpConnection? http;
    private bool isAnswering;

    public Turns(WireSession session, TimedPipe pipe, HttpConnection? http)
    {
        (this.session, this.pipe, this.http) = (session, pipe, http);
        isAnswering = http is not null;
        if (http is not null)
            http.State = () => session.Context.Where;
    }

    /// <summary>True if there are turns.</summary>
    public bool IsStateless => http is not null;

    /// <summary>Begins the next turn.</summary>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        if (http is null)
            return;
        await EndAnswerAsync(cancellationToken).ConfigureAwait(false);
        http.BeginTurn();
        session.NextTurn((Role.Server, pipe.Input));
    }

    /// <summary>Says that the request is complete: the server answers now.</summary>
    public async ValueTask EndRequestAsync()
    {
        if (http is null)
            return;
        pipe.ExpectAnswer();
        isAnswering = true;
        await http.EndRequestAsync().ConfigureAwait(false);
    }

    /// <summary>Reads the answer to its end, so that one that was cut is noticed. Nothing that counts stands behind the last packet.</summary>
    /// <exception cref="IOException">It was cut.</exception>
    public async ValueTask EndAnswerAsync(CancellationToken cancellationToken)
    {
        if (!isAnswering)
            return;
        isAnswering = false;
        var input = session.ReaderOf(Role.Server).DetachRaw();
        for (var left = 0L; left <= MaxLeftover;)
        {
            var read = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            left += read.Buffer.Length;
            input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
        throw new MalformedMessageException($"The server goes on behind the end of its answer ({session.Context.Where})", "the end");
    }
}
