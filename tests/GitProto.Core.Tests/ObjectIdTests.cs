using System.Text;

namespace GitProto.Core.Tests;

public sealed class ObjectIdTests
{
    private const string Sha1 = "0123456789abcdef0123456789abcdef01234567";
    private const string Sha256 = Sha1 + "89abcdef0123456789abcdef";

    [Test]
    public void The_text_of_an_id_reads_back_as_the_same_id([Values(Sha1, Sha256)] string hex)
    {
        var id = ObjectId.Parse(hex);
        id.ToString().ShouldBe(hex);
        ObjectId.Parse(hex.ToUpperInvariant()).ShouldBe(id);
        id.Format.HexLength().ShouldBe(hex.Length);
    }

    [Test]
    public void The_raw_bytes_read_back_as_the_same_id([Values(Sha1, Sha256)] string hex)
    {
        var id = ObjectId.Parse(hex);
        var bytes = new byte[32];
        var length = id.CopyTo(bytes);
        length.ShouldBe(hex.Length / 2);
        ObjectId.FromBytes(bytes.AsSpan(0, length)).ShouldBe(id);
        ObjectId.AsSpan(in id).ToArray().ShouldBe(Convert.FromHexString(hex));
    }

    [Test]
    public void Hex_digits_are_written_in_lower_case()
    {
        var hex = new byte[40];
        ObjectId.Parse(Sha1.ToUpperInvariant()).WriteHex(hex).ShouldBe(40);
        Encoding.ASCII.GetString(hex).ShouldBe(Sha1);
    }

    [Test]
    public void Ids_of_different_formats_are_never_equal() =>
        ObjectId.Zero(ObjectFormat.Sha1).ShouldNotBe(ObjectId.Zero(ObjectFormat.Sha256));

    [Test]
    public void The_default_is_the_zero_id_of_sha1()
    {
        default(ObjectId).ShouldBe(ObjectId.Zero(ObjectFormat.Sha1));
        default(ObjectId).IsZero.ShouldBeTrue();
        ObjectId.Parse(Sha1).IsZero.ShouldBeFalse();
    }

    [Test]
    public void Ids_are_ordered_by_bytes_and_not_by_sign()
    {
        var low = ObjectId.Parse("7f" + Sha1[2..]);
        var high = ObjectId.Parse("80" + Sha1[2..]);
        low.CompareTo(high).ShouldBeLessThan(0);
        (low < high && high > low && low <= high && high >= low && low != high).ShouldBeTrue();
    }

    [Test]
    public void Another_number_of_bytes_is_no_id([Values(0, 19, 21, 31, 33)] int length) =>
        Should.Throw<ArgumentException>(() => ObjectId.FromBytes(new byte[length]));

    [Test]
    public void Text_of_another_format_is_refused_when_one_is_asked_for()
    {
        ObjectId.TryParse(Encoding.ASCII.GetBytes(Sha256), ObjectFormat.Sha1, out _).ShouldBeFalse();
        ObjectId.TryParse(Encoding.ASCII.GetBytes(Sha256), ObjectFormat.Sha256, out _).ShouldBeTrue();
    }

    [Test]
    [Category("hostile")]
    public void R14_Text_with_anything_but_hex_digits_is_no_id(
        [Values("../../x", "%2f", "/", "\n", "\0", "é", " ", "+")] string part, [Values(0, 10, 38)] int at)
    {
        var text = Sha1.Remove(Math.Min(at, 40 - part.Length), part.Length).Insert(Math.Min(at, 40 - part.Length), part);
        ObjectId.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => ObjectId.Parse(text)).Message.ShouldNotContain("\n");
    }

    [Test]
    [Category("hostile")]
    public void R14_Text_of_another_length_is_no_id([Values(0, 4, 39, 41, 63, 65, 5000)] int length) =>
        ObjectId.TryParse(Encoding.ASCII.GetBytes(new string('a', length)), out _).ShouldBeFalse();
}
