using System.Text;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Talks to a client that wants an archive: it sends a command line, and gets the archive or git's words for why not.</summary>
internal sealed class ArchiveConversation(
    WireSession session, IRepository repository, UploadArchiveRequest request, GitServerOptions options, LastWords lastWords)
{
    private const int MaxArguments = 63;

    /// <summary>Serves.</summary>
    /// <exception cref="PolicyException">The client was refused, and told so in bands.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (asked, answering) = await ArchiveFlow.Server.Begin(session).ReceiveAsync(cancellationToken).ConfigureAwait(false);
        var answered = await answering.SendAsync(new ArchiveAnswerAccepted(), cancellationToken).ConfigureAwait(false);
        answered.IsSending(out var sending);
        var (writer, _) = sending.OpenArchive(new Archive());
        lastWords.Silence();
        try
        {
            await WriteAsync(asked.Arguments, writer.Bands, cancellationToken).ConfigureAwait(false);
        }
        catch (GitProtoException e)
        {
            // The end was not sent, so nobody takes this for a whole archive.
            await writer.Bands.WriteProgressAsync(Encoding.UTF8.GetBytes(Words(e)), cancellationToken).ConfigureAwait(false);
            await writer.Bands.WriteFatalAsync(Encoding.ASCII.GetBytes(RefusalTexts.ArchiverDied), cancellationToken).ConfigureAwait(false);
            throw e is ArchiveRefusedException ? new PolicyException($"sent error to the client: {RefusalTexts.ArchiverDied} ({Words(e).Split('\n')[0]})", e) : e;
        }
        await writer.EndAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string Words(GitProtoException e) => e is ArchiveRefusedException refused ? refused.Message : $"fatal: {e.Message.TrimEnd('.')}\n";

    private async Task WriteAsync(IReadOnlyList<ByteString> arguments, BandWriter bands, CancellationToken cancellationToken)
    {
        if (arguments.Count > MaxArguments)
            throw ArchiveRefusedException.Fatal($"Too many options (>{MaxArguments})");
        var wish = ArchiveArguments.Parse(arguments);
        if (wish.IsList)
        {
            await bands.WriteDataAsync(Encoding.ASCII.GetBytes(string.Concat(ArchiveFormats.Names.Select(name => name + "\n"))), cancellationToken).ConfigureAwait(false);
            return;
        }
        var rules = ArchiveConfig.Apply(options.UploadArchive, repository);
        var refs = new RefView(repository, Hides());
        var source = new ArchiveSource(repository, refs, rules, options.TimeProvider).Find(wish.Tree);
        var job = new ArchiveJob(repository, refs, source, wish, rules, bands);
        await using (job.ConfigureAwait(false))
            await job.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private Func<RefName, bool>? Hides() => HiddenRefs.Any(
        options.Hides, request.Hides, HiddenRefs.Of(repository, options.UploadArchive.UseRepositoryConfig, "transfer.hiderefs", "uploadpack.hiderefs"));
}
