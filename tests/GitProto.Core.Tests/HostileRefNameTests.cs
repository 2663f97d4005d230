namespace GitProto.Core.Tests;

[Category("hostile")]
public sealed class HostileRefNameTests
{
    [Test]
    public void R01_A_name_that_leads_outside_refs_is_refused(
        [Values("refs/heads/../../config", "refs/../config", "../../etc/passwd", "/etc/passwd", "refs/..", "refs/heads/..", "refs/./x", "refs//etc/passwd", @"refs\..\x", @"C:\x", "refs/C:/x")] string name) =>
        Refuse(name);

    [Test]
    public void R02_A_name_of_a_file_of_the_repository_is_refused(
        [Values("config", "index", "objects", "hooks/x", "FETCH_HEAD", "ORIG_HEAD", "refs", "refs/", "worktrees/x/HEAD", "main-worktree/refs/x", "head", "HEAD/", "HEAD/x", "heads/main", "Refs/x", "REFS/x", "")] string name) =>
        Refuse(name);

    [Test]
    public void R03_A_name_that_git_refuses_is_refused(
        [Values(".x", "x.", "x..y", "x.lock", "x.lock/y", "x//y", "x/", "x@{y", "x\\y", "x~", "x^", "x:", "x?", "x[", "x*", "x y", ".", "..", "/x")] string part) =>
        Refuse("refs/heads/" + part);

    [Test]
    public void R03_Every_control_character_is_refused()
    {
        for (var value = 0; value < 0x20; value++)
            Refuse($"refs/heads/a{(char)value}b");
        Refuse("refs/heads/a\u007fb");
        Refuse("@");
    }

    [Test]
    public void R04_Two_dots_in_disguise_are_refused(
        [Values(".. ", "...", "..::$INDEX_ALLOCATION", ".\u200c.", "\u200c..", "..\u200c", "\u200c.\u200d.\u200e", "\u202a.", "\ufeff.\ufeff.", "\u206f", ".\u200c", "x.lo\u200cck", "\u200d.git")] string part)
    {
        Refuse("refs/heads/" + part);
        Refuse($"refs/{part}/{part}/config");
    }

    [Test]
    public void R04_Invisible_characters_elsewhere_do_no_harm() =>
        RefName.TryParse("refs/heads/\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", out _).ShouldBeTrue();

    private static void Refuse(string name)
    {
        RefName.TryParse(name, out _).ShouldBeFalse(Escape.ForDisplay(name));
        Should.Throw<RefRefusedException>(() => RefName.Parse(name)).Message.ShouldAllBe(c => !char.IsControl(c));
    }
}
