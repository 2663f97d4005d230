using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Tracing;

namespace GitProto.Proxying;

/// <summary>A conversation of git:// that is read by the flows of the spec while it passes.</summary>
public sealed class WatchedConversation : IConversationTap
{
    private readonly Spool client;
    private readonly Spool server;
    private readonly LiveWatch watch;

    /// <summary>Begins to watch.</summary>
    /// <param name="observer">Is told of every packet.</param>
    /// <param name="limits">How much may wait; null for the defaults.</param>
    public WatchedConversation(IPacketObserver? observer = null, WatchLimits? limits = null)
    {
        (client, server) = (new Spool(limits ?? WatchLimits.Default), new Spool(limits ?? WatchLimits.Default));
        watch = new LiveWatch(new ConversationWatch(PipeReader.Create(client), PipeReader.Create(server), observer: observer).RunAsync);
    }

    /// <summary>What was found, at the first violation or at the end of the conversation; null if the watch was given up, since more would have waited than <see cref="WatchLimits"/> let.</summary>
    /// <exception cref="IOException">What waited could not be kept.</exception>
    public Task<ConversationReport?> ReportAsync() => watch.ReportAsync();

    /// <inheritdoc/>
    public ValueTask PassAsync(Role sender, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => watch.WriteAsync(Of(sender), bytes);

    /// <inheritdoc/>
    public ValueTask EndAsync(Role sender)
    {
        Of(sender).End();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        client.End();
        server.End();
        await watch.DisposeAsync().ConfigureAwait(false);
        await client.DisposeAsync().ConfigureAwait(false);
        await server.DisposeAsync().ConfigureAwait(false);
    }

    private Spool Of(Role sender) => sender == Role.Client ? client : server;
}
