namespace GitProto.Spec.Tests;

/// <summary>Finds the specs that the tests load.</summary>
internal static class Specs
{
    /// <summary>Paths inside assemblies are mapped, so the sources are found upwards from the output folder.</summary>
    public static string TestFolder { get; } = Up(AppContext.BaseDirectory, "GitProto.Spec.Tests.csproj");

    public static string RepositoryRoot { get; } = Up(AppContext.BaseDirectory, "GitProto.sln");

    public static SpecResult Repository { get; } = SpecLoader.Load(Read(Path.Combine(RepositoryRoot, "spec")));

    public static IEnumerable<SpecSource> Read(string directory) =>
        Directory.EnumerateFiles(directory, "*.yaml", SearchOption.AllDirectories).Select(path => new SpecSource(path, File.ReadAllText(path)));

    public static SpecResult Load(params (string Path, string Text)[] files) => SpecLoader.Load(files.Select(file => new SpecSource(file.Path, file.Text)));

    /// <summary>A message with the lines and the body given; everything else is as it should be.</summary>
    public static string Message(string id, string rest) => $"message: {id}\ndoc: A message.\nsource: nowhere\nfrom: client\n{rest}";

    private static string Up(string from, string file)
    {
        var folder = new DirectoryInfo(from);
        while (!File.Exists(Path.Combine(folder.FullName, file)))
            folder = folder.Parent ?? throw new FileNotFoundException(file);
        return folder.FullName;
    }
}
