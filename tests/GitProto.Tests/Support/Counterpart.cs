using System.Diagnostics.CodeAnalysis;

namespace GitProto.Tests;

/// <summary>Programs the tests talk to. Where one is not installed its tests are left out, but never in CI: there that is a failure.</summary>
internal static class Counterpart
{
    private static bool IsRequired => new[] { "CI", "GITPROTO_TEST_RESULTS" }.Any(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)));

    /// <summary>The path of a program under one of its names.</summary>
    public static string Find(params string[] names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(["/usr/sbin", "/usr/local/sbin"]);
        if (folders.SelectMany(folder => names.Select(name => Path.Join(folder, name))).FirstOrDefault(File.Exists) is { } found)
            return found;
        throw Lack($"{string.Join(" or ", names)} is not installed; .ci/run says what the tests need.");
    }

    /// <summary>Leaves a test out that something is missing for; in CI it fails.</summary>
    /// <param name="why">What is missing.</param>
    [DoesNotReturn]
    public static Exception Lack(string why)
    {
        if (!IsRequired)
            Assert.Ignore(why);
        throw new InvalidOperationException(why);
    }
}
