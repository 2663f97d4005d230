using System.Globalization;

namespace GitProto.Examples.Running;

/// <summary>How examples run.</summary>
/// <param name="Limit">How long a block may take that asks for no other limit.</param>
/// <param name="Acceptance">What becomes of differences.</param>
internal sealed record ExampleSettings(TimeSpan Limit, Acceptance Acceptance)
{
    private const string LimitVariable = "GITPROTO_EXAMPLE_SECONDS";
    private const int DefaultSeconds = 30;

    /// <summary>What the environment asks for.</summary>
    public static ExampleSettings OfThisRun { get; } = new(
        TimeSpan.FromSeconds(int.TryParse(Environment.GetEnvironmentVariable(LimitVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds : DefaultSeconds),
        Acceptance.OfThisRun);
}
