using System.IO.Pipelines;
using GitProto.Storage;

namespace GitProto.Client;

/// <summary>The objects of a push. They are chosen before anything is sent, and packed while the server reads.</summary>
internal sealed class PushPack
{
    private readonly IRepository repository;
    private readonly ObjectSelection selection;
    private readonly PackWriteOptions options;

    private PushPack(IRepository repository, ObjectSelection selection, PackWriteOptions options) =>
        (this.repository, this.selection, this.options) = (repository, selection, options);

    /// <summary>Chooses.</summary>
    /// <param name="repository">Where the objects are.</param>
    /// <param name="wants">What the server shall have.</param>
    /// <param name="haves">What it has; objects that are not here are passed over.</param>
    /// <param name="options">How the pack is written, but for what the server has.</param>
    /// <param name="thin">True if deltas may rest on what the server has.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ObjectRefusedException">An object is missing here.</exception>
    public static async Task<PushPack> ChooseAsync(
        IRepository repository, IReadOnlyCollection<ObjectId> wants, IReadOnlyCollection<ObjectId> haves, PackWriteOptions options, bool thin, CancellationToken cancellationToken)
    {
        var request = new ObjectWalkRequest { Wants = wants, Haves = haves, Cut = repository.ShallowBoundary };
        var selection = await Task.Run(() => ObjectWalk.Select(repository.Objects, request, options.Progress, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new PushPack(repository, selection, thin ? options with { ReceiverHas = id => selection.PeerHas(id), ReceiverItems = selection.PeerItems } : options);
    }

    /// <summary>Writes the pack.</summary>
    public Task<WrittenPack> WriteAsync(PipeWriter output, CancellationToken cancellationToken) =>
        Task.Run(() => PackWriter.WriteAsync(output, selection, repository.Objects.AsPackSource(), options, cancellationToken), cancellationToken);
}
