using GitProto.Cli.Output;
using Microsoft.Extensions.Logging;

namespace GitProto.Cli.Http;

/// <summary>Shows what is logged of clients that failed, and errors of the web server, a line each.</summary>
internal sealed class FailureLog(TextWriter output) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) =>
        new Category(output, categoryName.StartsWith(nameof(GitProto) + ".", StringComparison.Ordinal) ? LogLevel.Information : LogLevel.Error);

    public void Dispose()
    {
    }

    private sealed class Category(TextWriter output, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                output.WriteLine(Escape.ForDisplay(formatter(state, exception)) + (exception is null ? "" : " " + Failure.Text(exception)));
        }
    }
}
