using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace GitProto.Server;

/// <summary>The traces and numbers of the server, for <see cref="ActivityListener"/>, <see cref="MeterListener"/> and what collects by them.</summary>
public static class GitServerTelemetry
{
    /// <summary>The name of the source of traces and of the meter.</summary>
    public const string Name = "GitProto.Server";

    /// <summary>The tag that names the service: an element of <see cref="GitService"/>, or <c>None</c> where a client was refused before it was known.</summary>
    public const string ServiceTag = "git.service";

    /// <summary>The tag that says how it ended: <c>served</c>, <c>refused</c> (the client broke a rule or may not), <c>failed</c> (it left, or the disk failed), <c>cancelled</c>.</summary>
    public const string OutcomeTag = "git.outcome";

    /// <summary>The tag of a trace that holds the version of the protocol.</summary>
    public const string VersionTag = "git.protocol.version";

    /// <summary>The tag of a trace that holds the directory of the repository, if it has one.</summary>
    public const string RepositoryTag = "git.repository";

    internal const string Served = "served";

    internal const string Refused = "refused";

    internal const string Failed = "failed";

    internal const string Cancelled = "cancelled";

    internal static ActivitySource Source { get; } = new(Name);

    internal static Meter Meter { get; } = new(Name);

    /// <summary>Services that ended, by service and outcome.</summary>
    internal static Counter<long> Services { get; } = Meter.CreateCounter<long>("gitproto.server.services", "{service}", "Services that ended.");

    /// <summary>Services that go on, by service.</summary>
    internal static UpDownCounter<long> Active { get; } = Meter.CreateUpDownCounter<long>("gitproto.server.active", "{service}", "Services that go on.");

    /// <summary>How long they took.</summary>
    internal static Histogram<double> Duration { get; } = Meter.CreateHistogram<double>("gitproto.server.duration", "s", "How long services took.");

    /// <summary>Counts a client that was refused before its service began: for hosts that decide themselves who may come in.</summary>
    /// <param name="service">What it wanted; null if that is not known.</param>
    public static void CountRefused(GitService? service) => Count(service, Refused);

    internal static void Count(GitService? service, string outcome) =>
        Services.Add(1, new(ServiceTag, service?.ToString() ?? "None"), new KeyValuePair<string, object?>(OutcomeTag, outcome));
}
