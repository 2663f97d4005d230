using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace GitProto.Tests;

/// <summary>Keeps every line that is logged.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, string Line)> lines = new();

    public IEnumerable<string> All => lines.Select(line => line.Line);

    /// <summary>Those that the libraries log, not the web server.</summary>
    public IEnumerable<string> Ours => lines.Where(line => line.Category.StartsWith("GitProto.", StringComparison.Ordinal)).Select(line => line.Line);

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, lines);

    public void Dispose()
    {
    }

    private sealed class Category(string name, ConcurrentQueue<(string Category, string Line)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((name, $"{logLevel} {formatter(state, exception)} {exception}"));
    }
}
