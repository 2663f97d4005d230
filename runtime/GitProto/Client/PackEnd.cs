namespace GitProto.Client;

/// <summary>Sees to it that a pack is the last of its stream, before anything of it is kept.</summary>
internal static class PackEnd
{
    /// <summary>Reads to the end.</summary>
    /// <exception cref="CorruptPackException">More comes behind the pack.</exception>
    public static async ValueTask DemandAsync(PackDelivery delivery, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await delivery.Pack.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (!read.Buffer.IsEmpty)
                throw new CorruptPackException("The server sends more behind the end of the pack.");
            delivery.Pack.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }
        await delivery.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }
}
