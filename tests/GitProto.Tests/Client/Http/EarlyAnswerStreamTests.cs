using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>What is told a server that refuses before it has read all.</summary>
public sealed class EarlyAnswerStreamTests
{
    [Test]
    public async Task What_is_still_being_sent_when_the_refusal_comes_does_not_change_any_more()
    {
        await using var inner = new StuckStream("HTTP/1.1 403 Forbidden\r\n\r\n"u8.ToArray());
        await using var stream = new EarlyAnswerStream(inner, null);
        byte[] bytes = [1, 2, 3];

        await stream.WriteAsync(bytes).AsTask().WaitAsync(Patience.OfARow);
        bytes.AsSpan().Fill(9);

        inner.Sending.ToArray().ShouldBe([1, 2, 3]);
    }

    /// <summary>Takes bytes and is never done with them, while its other side says something.</summary>
    private sealed class StuckStream(byte[] says) : MemoryStream(says)
    {
        public ReadOnlyMemory<byte> Sending { get; private set; }

        public override bool CanWrite => true;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Sending = buffer;
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
