namespace GitProto.Packages.Tests;

/// <summary>Packs once for all tests of this project.</summary>
[SetUpFixture]
public sealed class Packed
{
    private static PackageFeed? feed;

    internal static PackageFeed Feed => feed!;

    [OneTimeSetUp]
    public static void Pack() => feed = new PackageFeed();

    [OneTimeTearDown]
    public static void Forget() => feed?.Dispose();
}
