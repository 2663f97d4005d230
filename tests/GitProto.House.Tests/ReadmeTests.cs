using GitProto.House.Tests.Tree;

namespace GitProto.House.Tests;

/// <summary>A folder is a room: its README says in a paragraph what lives there and what may not.</summary>
public sealed class ReadmeTests
{
    private static IEnumerable<string> TopFolders =>
        Repository.Files.Where(file => file.Contains('/') && file[0] != '.').Select(file => file[..file.IndexOf('/', StringComparison.Ordinal)]);

    private static IEnumerable<string> ProjectFolders =>
        Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Select(file => Path.GetDirectoryName(file)!.Replace('\\', '/'));

    [Test]
    public void Every_top_folder_and_every_project_has_a_readme() =>
        TopFolders.Concat(ProjectFolders).Distinct().Where(folder => !Repository.Files.Contains(folder + "/README.md")).ShouldBeEmpty();

    [Test]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("GitProto.sln").Replace('\\', '/');
        Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && !file.Contains("/samples/", StringComparison.Ordinal))
            .Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
