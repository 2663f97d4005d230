namespace GitProto.Conformance.Peers.Containers;

/// <summary>The number of the user who runs the suite: what containers write has to be theirs.</summary>
internal static class SuiteUser
{
    /// <summary>The number of root.</summary>
    public const string Root = "0";

    private static string? number;

    /// <summary>Asks the system.</summary>
    public static async Task<string> GetAsync(CancellationToken cancellationToken) =>
        number ??= (await Programs.RunAsync(new ProgramCall("id", "-u"), cancellationToken)).Output.Trim();
}
