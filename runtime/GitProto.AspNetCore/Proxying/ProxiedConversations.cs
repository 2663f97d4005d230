using System.Diagnostics;
using System.Net;
using GitProto.Proxying;
using GitProto.Server;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace GitProto.AspNetCore.Proxying;

/// <summary>
/// Tells which requests belong together. An advertisement begins a conversation, but one that is asked for again behind a challenge or a redirect goes on with it. What
/// follows comes over the same connection, or from the same address for the same repository and service. A conversation ends a while behind its connections, or where another begins on them.
/// </summary>
internal sealed class ProxiedConversations(GitHttpProxyOptions options) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<ProxiedConversation> open = [];
    private readonly HashSet<string> connections = [];
    private Task ending = Task.CompletedTask;

    /// <summary>The address of a client.</summary>
    public static EndPoint? Client(HttpContext context) => context.Connection.RemoteIpAddress is { } address ? new IPEndPoint(address, context.Connection.RemotePort) : null;

    /// <summary>The conversation that a request belongs to. It is busy until it is released.</summary>
    public ProxiedConversation Of(HttpContext context, SmartHttpHead head)
    {
        var connection = context.Connection.Id;
        var client = context.Connection.RemoteIpAddress?.ToString() ?? "";
        ProxiedConversation found;
        lock (gate)
        {
            if (connections.Add(connection))
                context.Features.Get<IConnectionLifetimeFeature>()?.ConnectionClosed.Register(() => Close(connection));
            var possible = open.Where(one => one.Expects(head, connection, client)).ToList();
            found = possible.Find(one => one.Connections.Contains(connection)) ?? possible.LastOrDefault() ?? new ProxiedConversation(client, options.Tap?.Invoke(Client(context)), options.Fault?.Invoke()) { Head = head };
            foreach (var before in open.Where(one => one != found && one.Connections.Contains(connection)))
                before.IsOver = true;
            if (!open.Contains(found))
                open.Add(found);
            (found.Head, found.IsBusy) = (head, true);
            found.Connections.Add(connection);
        }
        End();
        return found;
    }

    /// <summary>A request was served.</summary>
    /// <param name="conversation">What it belongs to.</param>
    /// <param name="status">The status of the answer.</param>
    public void Release(ProxiedConversation conversation, int status)
    {
        lock (gate)
            (conversation.IsBusy, conversation.Status) = (false, status);
        End();
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            foreach (var one in open)
                (one.IsOver, one.IsBusy) = (true, false);
        }
        End();
        await ending.ConfigureAwait(false);
    }

    private void Close(string connection)
    {
        lock (gate)
        {
            connections.Remove(connection);
            foreach (var one in open.Where(one => one.Connections.Remove(connection)))
                one.LeftAt = Stopwatch.GetTimestamp();
        }
        _ = Task.Delay(options.Linger).ContinueWith(_ => End(), TaskScheduler.Default);
    }

    /// <summary>Ends those to which nothing can follow.</summary>
    private void End()
    {
        lock (gate)
        {
            var over = open.FindAll(one => !one.IsBusy && (one.IsOver || (one.Connections.Count == 0 && Stopwatch.GetElapsedTime(one.LeftAt) >= options.Linger)));
            open.RemoveAll(over.Contains);
            ending = Task.WhenAll([ending, .. over.Select(one => one.Tap).OfType<IHttpConversationTap>().Select(tap => Task.Run(async () => await tap.DisposeAsync().ConfigureAwait(false)))]);
        }
    }
}
