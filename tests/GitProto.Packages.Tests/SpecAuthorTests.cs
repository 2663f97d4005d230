namespace GitProto.Packages.Tests;

/// <summary>The generator, as a spec author elsewhere meets it.</summary>
public sealed class SpecAuthorTests
{
    private const string Guestbook = "GitProto.Generators.Tests/samples/Guestbook";

    [Test]
    public void A_project_elsewhere_builds_its_own_protocol_and_speaks_it()
    {
        var project = Packed.Feed.CopySample(Guestbook, "guestbook");
        Dotnet.Succeed(project, "build", "-v", "q");
        Dotnet.Succeed(project, "bin/Debug/net10.0/Guestbook.dll").ReplaceLineEndings("\n").ShouldBe("""
            guest: at home, Ada has been 2 times
            name Ada\x00moods
            mood merry
            remark What a view!
            0000
            host: Ada is merry and says: What a view!
            guest: ThanksSigned { Number = 3 }

            """);
    }

    [Test]
    public void A_broken_spec_there_is_an_error_of_the_build_at_its_line_and_column()
    {
        var project = Packed.Feed.CopySample(Guestbook, "broken");
        var file = Path.Combine(project, "spec", "messages", "signature.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("each remark, flush", "each remrak, flush", StringComparison.Ordinal));
        var (code, output) = Dotnet.Run(project, "build", "-v", "q");
        code.ShouldNotBe(0);
        output.ShouldContain($"{file}(5,31): error GP2001: 'remrak'");
    }
}
