using GitProto.Server;

namespace GitProto.Tests;

[Category("hostile")]
public sealed class RepositoryPathTests
{
    [TestCase("/a.git", "a.git")]
    [TestCase("/team/a.git/", "team|a.git")]
    [TestCase("/.../a", "...|a")]
    [TestCase("/..a/b..", "..a|b..")]
    [TestCase("/a~u", "a~u")]
    [TestCase("/-x", "-x")]
    [TestCase("/ü b", "ü b")]
    [TestCase("/", "")]
    public void R15_Plain_paths_are_taken(string path, string names) =>
        RepositoryPath.Split(path, windows: false).ShouldBe(names.Split('|', StringSplitOptions.RemoveEmptyEntries));

    [TestCase("")]
    [TestCase("a.git")]
    [TestCase("~u/a.git")]
    [TestCase("/~u/a.git")]
    [TestCase("//")]
    [TestCase("//a")]
    [TestCase("/a//b")]
    [TestCase("/a//")]
    [TestCase("/./a")]
    [TestCase("/a/.")]
    [TestCase("/a/./b")]
    [TestCase("/../a")]
    [TestCase("/a/..")]
    [TestCase("/a/../b")]
    [TestCase("/a/../")]
    [TestCase("/..")]
    [TestCase("/a\\..\\b")]
    [TestCase("\\\\host\\share")]
    [TestCase("C:\\x")]
    [TestCase("/a\0b")]
    [TestCase("/a\nb")]
    [TestCase("/a\u001b[2Jb")]
    [TestCase("/a\u007fb")]
    public void R15_A_path_with_another_spelling_is_refused(string path) =>
        Refusal.Of<PolicyException>(() => RepositoryPath.Split(path, windows: false));

    [Test]
    public void R15_A_path_that_is_no_text_is_refused() =>
        Refusal.Of<PolicyException>(() => RepositoryPath.Split(new ByteString([(byte)'/', 0xff]), windows: false));

    [Test]
    public void R15_A_path_that_is_too_long_is_refused_not_cut() =>
        Refusal.Of<PolicyException>(() => RepositoryPath.Split("/" + new string('a', 5000), windows: false));

    [TestCase("/a.")]
    [TestCase("/a ")]
    [TestCase("/a:b")]
    [TestCase("/con")]
    [TestCase("/NUL.txt")]
    [TestCase("/x/COM1.git")]
    [TestCase("/lpt9")]
    [TestCase("/COM\u00b9")]
    public void D04_Names_that_mean_something_else_on_Windows_are_refused_there(string path)
    {
        RepositoryPath.Split(path, windows: false).ShouldNotBeEmpty();
        Refusal.Of<PolicyException>(() => RepositoryPath.Split(path, windows: true));
    }
}
