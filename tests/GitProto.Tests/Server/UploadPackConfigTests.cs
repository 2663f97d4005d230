using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>What the config of a repository says of fetching.</summary>
public sealed class UploadPackConfigTests
{
    [TestCase("advertise", true)]
    [TestCase("allow", true)]
    [TestCase("ignore", false)]
    public void A_head_without_commits_is_told_of_as_the_config_says(string value, bool told) => Apply(value).TellUnborn.ShouldBe(told);

    [Test]
    public void A_word_that_is_none_is_refused_in_gits_words() =>
        Refusal.Of<PolicyException>(() => Apply("perhaps")).Message.ShouldBe("invalid value for 'lsrefs.unborn': 'perhaps'");

    private static UploadPackOptions Apply(string value)
    {
        using var place = new TestDirectory();
        FileRepository.Create(place.At("r.git")).Dispose();
        File.AppendAllText(place.At("r.git", "config"), $"[lsrefs]\n\tunborn = {value}\n");
        using var repository = FileRepository.Open(place.At("r.git"));
        return UploadPackConfig.Apply(UploadPackOptions.Default, repository);
    }
}
