using System.Globalization;

namespace GitProto.Conformance.Cases.Scripts;

/// <summary>A script that is played to a server.</summary>
internal sealed class ScriptCase(Script script)
    : Case(script.Rule, string.Create(CultureInfo.InvariantCulture, $"{script.Name}-v{script.Protocol}"), script.Title, Direction.Server, script.Row)
{
    public override string? Changes => script.Writes ? script.Repository : null;

    public override Task<Verdict> RunAsync(Bench bench, CancellationToken cancellationToken) =>
        ScriptPlay.RunAsync(script, bench, null, answer => Task.FromResult(script.Judge(answer) is { } problem ? Verdict.Fail(problem) : Verdict.Pass), cancellationToken);
}
