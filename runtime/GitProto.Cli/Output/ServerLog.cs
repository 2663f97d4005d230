using Microsoft.Extensions.Logging;

namespace GitProto.Cli.Output;

/// <summary>Shows what a server logs, a line each, with the client that it is about: refusals and failures, and, if that is wanted, what was served. Of the web server errors alone.</summary>
internal sealed class ServerLog(TextWriter output, bool isVerbose) : ILoggerProvider
{
    private readonly AsyncLocal<string?> client = new();
    private readonly TextWriter output = output;
    private readonly bool isVerbose = isVerbose;

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName.StartsWith("Git", StringComparison.Ordinal));

    public void Dispose()
    {
    }

    private sealed class Category(ServerLog log, bool isOurs) : ILogger
    {
        private readonly LogLevel least = isOurs ? log.isVerbose ? LogLevel.Debug : LogLevel.Information : LogLevel.Error;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => isOurs ? new Client(log, state.ToString()!) : null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            var start = isOurs && log.client.Value is { } client ? client + " " : "";
            log.output.WriteLine(start + Escape.ForDisplay(formatter(state, exception)) + (exception is null ? "" : " " + Failure.Text(exception)));
        }
    }

    /// <summary>All that is logged until this is disposed of is about a client.</summary>
    private sealed class Client : IDisposable
    {
        private readonly ServerLog log;
        private readonly string? before;

        public Client(ServerLog log, string name) => (this.log, before, log.client.Value) = (log, log.client.Value, name);

        public void Dispose() => log.client.Value = before;
    }
}
