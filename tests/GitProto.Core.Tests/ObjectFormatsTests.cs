namespace GitProto.Core.Tests;

public sealed class ObjectFormatsTests
{
    [Test]
    public void Every_format_is_found_by_its_name([Values] ObjectFormat format)
    {
        ObjectFormats.TryParse(System.Text.Encoding.ASCII.GetBytes(format.Name()), out var found).ShouldBeTrue();
        found.ShouldBe(format);
        format.HexLength().ShouldBe(2 * format.ByteLength());
    }

    [Test]
    public void Other_names_are_not_found([Values("", "sha-1", "SHA1", "md5", "sha1 ", "sha512")] string name) =>
        ObjectFormats.TryParse(System.Text.Encoding.ASCII.GetBytes(name), out _).ShouldBeFalse();
}
