using GitProto.Server;

namespace GitProto.Tests;

/// <summary>A typed hook that does what a test says, and remembers what it saw.</summary>
internal sealed class RecordingHook(Func<Push, CancellationToken, ValueTask>? check = null) : IPushHook
{
    public List<string> Options { get; } = [];

    public List<string> Updated { get; } = [];

    public async ValueTask CheckAsync(Push push, CancellationToken cancellationToken)
    {
        Options.AddRange(push.Options.Select(option => option.ToString()));
        if (check is not null)
            await check(push, cancellationToken);
    }

    public ValueTask UpdatedAsync(Push push, CancellationToken cancellationToken)
    {
        Updated.AddRange(push.Commands.Select(command => command.Name.ToString()));
        return ValueTask.CompletedTask;
    }
}
