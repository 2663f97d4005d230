using System.Text;
using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>Tells a client why it is served no longer. Where git says nothing a text of ours is harmless: every client shows it.</summary>
internal sealed class LastWords(WireSession session)
{
    private const int MaxLength = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private bool silent;
    private bool banded;

    /// <summary>From here on nothing can be said that would be understood.</summary>
    public void Silence() => silent = true;

    /// <summary>The client listens to bands from here on.</summary>
    public void InBands() => banded = true;

    /// <summary>A message has ended, so there is room for words again.</summary>
    public void Resume() => silent = false;

    /// <summary>Serves, and says why if it fails.</summary>
    public async Task GuardAsync(Func<Task> serve)
    {
        try
        {
            await serve().ConfigureAwait(false);
        }
        catch (Exception e) when (e is GitProtoException and not RemoteErrorException && !silent)
        {
            await SayAsync(e.Message).ConfigureAwait(false);
            throw;
        }
    }

    private async Task SayAsync(string message)
    {
        var text = Encoding.UTF8.GetBytes(message.Replace('\0', ' ').ReplaceLineEndings(" "));
        text = text.Length > MaxLength ? text[..MaxLength] : text;
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            if (banded || session.Writer.Banded)
                session.Writer.WriteBand(Band.Fatal, text);
            else
                new Error { Err = new ByteString(text) }.Write(session.Writer);
            await session.Writer.FlushAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            // It cannot be told; what it could not be told is thrown all the same.
        }
    }
}
