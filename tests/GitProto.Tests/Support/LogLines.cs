using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace GitProto.Tests;

/// <summary>Keeps every line that is logged.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, string Line)> lines = new();
    private readonly ConcurrentQueue<string> scopes = new();

    /// <summary>What lines were said to belong to.</summary>
    public IEnumerable<string> Scopes => scopes;

    public IEnumerable<string> All => lines.Select(line => line.Line);

    /// <summary>Those that the libraries log, not the web server.</summary>
    public IEnumerable<string> Ours => lines.Where(line => line.Category.StartsWith("GitProto.", StringComparison.Ordinal)).Select(line => line.Line);

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, this);

    public void Dispose()
    {
    }

    private sealed class Category(string name, LogLines owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            owner.scopes.Enqueue(state.ToString()!);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.lines.Enqueue((name, $"{logLevel} {formatter(state, exception)} {exception}"));
    }
}
