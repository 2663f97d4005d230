using GitProto.Examples.Running;
using NUnit.Framework;

[assembly: NonParallelizable]

/// <summary>What every example finds: no Git settings of the user, fixed names and dates, and <c>gitproto</c> on the path. Of no namespace, so for all tests.</summary>
[SetUpFixture]
#pragma warning disable CA1050 // NUnit takes a fixture without a namespace as that of the assembly.
public sealed class ExampleEnvironment
#pragma warning restore CA1050
{
    private const string Config = """
        [user]
            name = A. Author
            email = author@example.org
        [init]
            defaultBranch = main
        [advice]
            detachedHead = false
        [gc]
            auto = 0
        [maintenance]
            auto = false
        [safe]
            directory = *

        """;

    private string home = "";

    [OneTimeSetUp]
    public void Set_up()
    {
        home = Directory.CreateTempSubdirectory("gitproto-home-").FullName;
        File.WriteAllText(Path.Combine(home, ".gitconfig"), Config);
        var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)))
            Environment.SetEnvironmentVariable(name, null);
        Environment.SetEnvironmentVariable("GIT_CONFIG_NOSYSTEM", "1");
        Environment.SetEnvironmentVariable("GIT_TERMINAL_PROMPT", "0");
        Environment.SetEnvironmentVariable("GIT_AUTHOR_DATE", "1700000000 +0000");
        Environment.SetEnvironmentVariable("GIT_COMMITTER_DATE", "1700000000 +0000");
        Environment.SetEnvironmentVariable("LC_ALL", "C.UTF-8");
        Environment.SetEnvironmentVariable("TZ", "UTC");
        Environment.SetEnvironmentVariable("HOME", home);
        Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", null);
        Environment.SetEnvironmentVariable("GITPROTO_CHECKOUT", Checkout.Root);
        // The .NET tools keep what they have.
        SetIfUnset("DOTNET_CLI_HOME", user);
        SetIfUnset("NUGET_PACKAGES", Path.Combine(user, ".nuget", "packages"));
        SetIfUnset("DOTNET_ROOT", Path.GetFullPath("../../..", Path.GetDirectoryName(typeof(object).Assembly.Location)!));
        Environment.SetEnvironmentVariable("PATH", Checkout.Tool + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"));
    }

    [OneTimeTearDown]
    public void Accept_and_clean_up()
    {
        foreach (var page in Acceptance.OfThisRun.Apply())
            TestContext.Progress.WriteLine($"accepted: {page}");
        Directory.Delete(home, recursive: true);
    }

    private static void SetIfUnset(string name, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
            Environment.SetEnvironmentVariable(name, value);
    }
}
