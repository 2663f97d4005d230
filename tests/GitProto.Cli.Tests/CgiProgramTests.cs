using System.IO.Pipelines;
using GitProto.Cli.Http;
using GitProto.Transports;

namespace GitProto.Cli.Tests;

/// <summary>What a web server is told when a program of ours breaks in the middle of its answer.</summary>
public sealed class CgiProgramTests
{
    [Test]
    public async Task An_answer_that_breaks_once_it_has_begun_gets_no_second_head_and_fails()
    {
        using var sample = new Sample();
        var output = new MemoryStream();
        var variables = new Dictionary<string, string>
        {
            ["GIT_PROJECT_ROOT"] = sample.Path,
            ["GIT_HTTP_EXPORT_ALL"] = "1",
            ["REQUEST_METHOD"] = "GET",
            ["PATH_INFO"] = "/a/info/refs",
            ["QUERY_STRING"] = "service=git-upload-pack",
        };
        foreach (var (name, value) in variables)
            Environment.SetEnvironmentVariable(name, value);
        try
        {
            await using var connection = new BrokenConnection(output);

            (await new CgiProgram(connection).RunAsync(CancellationToken.None)).ShouldNotBe(0);
            System.Text.Encoding.ASCII.GetString(output.ToArray()).Split("Expires:").Length.ShouldBe(2);
        }
        finally
        {
            foreach (var name in variables.Keys)
                Environment.SetEnvironmentVariable(name, null);
        }
    }

    /// <summary>Takes what is written, and breaks when it is to be sent.</summary>
    private sealed class BrokenConnection(Stream output) : GitConnection
    {
        public override PipeReader Input { get; } = PipeReader.Create(Stream.Null);

        public override PipeWriter Output { get; } = new BrokenWriter(PipeWriter.Create(output, new StreamPipeWriterOptions(leaveOpen: true)));

        public override string Peer => "the web server";

        public override ValueTask CloseWriteAsync(CancellationToken cancellationToken = default) => default;

        public override ValueTask DisposeAsync() => default;
    }

    private sealed class BrokenWriter(PipeWriter inner) : PipeWriter
    {
        private int flushes;

        public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            await inner.FlushAsync(cancellationToken);
            return flushes++ == 0 ? throw new NotSupportedException("broken on purpose") : default;
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

        public override void Advance(int bytes) => inner.Advance(bytes);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);
    }
}
