using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Server;

/// <summary>Takes the pack of a push into quarantine, has the push judged there, and lets the objects in if anything of it is left.</summary>
internal sealed class PushPack(ReceivePackService service, PushWork work, PushNews news, PackHold hold)
{
    private readonly FsckNews found = new(news);
    private bool judged;

    /// <summary>Takes the pack.</summary>
    /// <returns>Why it was not taken; null if it was.</returns>
    /// <exception cref="IOException">The client said nothing for too long.</exception>
    public async Task<string?> TakeAsync(PackStart start, PipeReader pack, CancellationToken cancellationToken)
    {
        if (start is not PackStart.Pack)
            return Refuse(start is PackStart.UnknownVersion ? RefusalTexts.UnpackVersion : RefusalTexts.UnpackBadProtocol);
        var options = new ReceivePackOptions
        {
            Limits = service.Rules.Pack,
            AllowThin = service.Rules is { AllowThin: true, Strict: false },
            Fsck = found.Hear(service.Rules.Fsck),
            Inspect = JudgeAsync,
            Hold = hold,
        };
        try
        {
            await service.Repository.Objects.ReceivePackAsync(pack, options, news, cancellationToken).ConfigureAwait(false);
        }
        catch (NothingLeftException)
        {
            // Every command was refused: the objects are not wanted.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && judged && e is not GitTimeoutException && !cancellationToken.IsCancellationRequested)
        {
            await news.ErrorAsync(Escape.ForDisplay(e.Message), cancellationToken).ConfigureAwait(false);
            work.RefuseAll(RefusalTexts.NotStored);
        }
        catch (LimitExceededException e) when (e.Limit == nameof(PackLimits.MaxPackSize))
        {
            return await FailAsync($"pack exceeds maximum allowed size ({service.Rules.Pack.MaxPackSize} bytes)", cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectRefusedException e) when (e.MessageId is not null)
        {
            await found.TellAsync(cancellationToken).ConfigureAwait(false);
            return await FailAsync("fsck error in packed object", cancellationToken).ConfigureAwait(false);
        }
        catch (GitProtoException e)
        {
            return await FailAsync(e.Message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && e is not GitTimeoutException && !cancellationToken.IsCancellationRequested)
        {
            // The disk, or the client: in the second case nobody will hear this either.
            await news.FatalAsync(Escape.ForDisplay(e.Message), cancellationToken).ConfigureAwait(false);
            return Refuse(e is QuarantineException ? RefusalTexts.NoQuarantine : RefusalTexts.IndexPackDied);
        }
        return null;
    }

    private async ValueTask JudgeAsync(IObjectStore objects, ReceivedPack received, CancellationToken cancellationToken)
    {
        news.Wait();
        await found.TellAsync(cancellationToken).ConfigureAwait(false);
        await news.ReceivedAsync(received, cancellationToken).ConfigureAwait(false);
        await work.DecideAsync(objects, cancellationToken).ConfigureAwait(false);
        if (!work.Commands.Any(command => command.IsAlive))
            throw new NothingLeftException();
        judged = true;
    }

    private async Task<string> FailAsync(string text, CancellationToken cancellationToken)
    {
        await news.FatalAsync(text, cancellationToken).ConfigureAwait(false);
        return Refuse(RefusalTexts.IndexPackDied);
    }

    private string Refuse(string unpacked)
    {
        work.RefuseAll(RefusalTexts.Unpacker);
        return unpacked;
    }

    private sealed class NothingLeftException : Exception;
}
