using System.Globalization;

namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>
/// Every parser of bytes that others made, with valid inputs that were damaged. The README says how to have many millions of them read.
/// </summary>
[Category("hostile")]
public sealed class FuzzTests
{
    private const ulong Few = 2000;

    private static IEnumerable<FuzzTarget> Targets => FuzzTargets.All;

    [TestCaseSource(nameof(Targets))]
    public void Damaged_inputs_are_refused_with_documented_errors_or_read_within_bounds(object target)
    {
        var count = Setting("GITPROTO_FUZZ", 0);
        var run = new FuzzRun((FuzzTarget)target, Setting("GITPROTO_FUZZ_SEED", 1));

        run.Run(Setting("GITPROTO_FUZZ_FIRST", 0), count == 0 ? Few : count, isTimed: count > 0);

        if (count > 0)
            TestContext.Progress.WriteLine(run);
        else
            (run.Read > 0 && run.Refused > 0).ShouldBeTrue(run.ToString());
    }

    private static ulong Setting(string name, ulong other) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : other;
}
