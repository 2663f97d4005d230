namespace GitProto.Examples.Running;

/// <summary>Where the repository and the programs built from it are.</summary>
internal static class Checkout
{
    /// <summary>The top of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of the <c>gitproto</c> program, built as this assembly was.</summary>
    public static string Tool { get; } = Path.Combine(Root, "runtime", "GitProto.Cli", "bin", Configuration, "net10.0");

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GitProto.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("GitProto.sln is in no folder above the tests.");
        return folder.FullName;
    }
}
