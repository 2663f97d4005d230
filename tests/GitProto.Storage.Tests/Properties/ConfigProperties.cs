using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Properties;

/// <summary>Configuration that we write, that git writes, and that nobody wrote, read by both.</summary>
[Category("hostile")]
public sealed class ConfigProperties
{
    private static readonly byte[] Odd = "\r\n\t \"\\;#[]=.\b\v\f\x1b\x7f"u8.ToArray();
    private static readonly string[] Tokens =
        ["[a]", "[A.b \"x\"]", "[s \"Sub \\\"q\\\\\"]", "[a", "]", "key", "K-9", "_", "=", " ", "\t", "\n", "\r\n", "\r", "\\\n", "\\", "\"", ";c", "#c", "value", "\\n", "\\t", "\\b", "\\x", "\u00e9", "[include]\npath=/dev/zero\n"];

    private static Gen<byte> AnyByte => Gen.Frequency((1, Gen.Elements(Odd)), (1, Gen.Choose(1, 255).Select(value => (byte)value)));

    private static Gen<byte[]> Bytes => Gen.Choose(0, 12).SelectMany(count => Gen.ArrayOf(AnyByte, count));

    [Test]
    public void H28_What_we_write_is_read_back_by_git_and_by_us()
    {
        using var directory = new TempDirectory();
        var cases = Gen.Choose(1, 40).SelectMany(count => Gen.ArrayOf(
            from name in Bytes.Where(name => !name.Contains((byte)'\n'))
            from value in Bytes
            select (Name: name, Value: value), count));

        PropertyRun.Holds(cases, pairs =>
        {
            var written = pairs.Select((pair, place) => ConfigText.Section("t", new ByteString(pair.Name), ($"k{place}", new ByteString(pair.Value)))).SelectMany(text => text).ToArray();
            var expected = pairs.Select((pair, place) => Convert.ToHexString([.. "t."u8, .. pair.Name, .. Encoding.ASCII.GetBytes($".k{place}\n"), .. pair.Value])).ToList();
            Ours(written).ShouldBe(expected);
            Gits(directory, written).ShouldBe(expected);
        }, 40, PropertyRun.Less);
    }

    [Test]
    public void H28_Every_byte_of_a_value_survives_at_every_place()
    {
        using var directory = new TempDirectory();
        var values = Enumerable.Range(1, 255).SelectMany(value => new byte[][] { [(byte)value], [(byte)'a', (byte)value], [(byte)value, (byte)'a'], [(byte)value, (byte)value], [(byte)'a', (byte)value, (byte)'\n', (byte)'b'] })
            .Append([.. Enumerable.Repeat((byte)'"', 1 << 20)]).Append([.. Enumerable.Repeat((byte)'a', 1 << 20), .. "\n[core]\n\tevil = true"u8]).ToList();

        var written = ConfigText.Section("t", null, values.Select(value => ("k", new ByteString(value))));

        var expected = values.Select(value => Convert.ToHexString([.. "t.k\n"u8, .. value])).ToList();
        Ours(written).ShouldBe(expected);
        Gits(directory, written).ShouldBe(expected);
    }

    [Test]
    public void H28_What_cannot_be_written_is_refused()
    {
        Should.Throw<ArgumentException>(() => ConfigText.Section("t", "a\nb"));
        Should.Throw<ArgumentException>(() => ConfigText.Section("t", "a\0b"));
        Should.Throw<ArgumentException>(() => ConfigText.Section("t]\n[core", null));
        Should.Throw<ArgumentException>(() => ConfigText.Section("t", null, ("k = 1\nl", "v")));
        Should.Throw<ArgumentException>(() => ConfigText.Section("t", null, ("1k", "v")));
        Should.Throw<ArgumentException>(() => ConfigText.Section("t", null, ("k", "a\0b")));
    }

    [Test]
    public void H28_What_git_writes_is_read_as_git_reads_it()
    {
        using var directory = new TempDirectory();
        var texts = Gen.Choose(0, 10).SelectMany(count => Gen.ArrayOf(Gen.Elements("\r\n\t \"\\;#[]=.\b\v\u00e9\u2028ab".ToCharArray()), count)).Select(letters => new string(letters));
        var cases = from name in texts.Where(name => !name.Contains('\n', StringComparison.Ordinal)) from value in texts select (Name: name, Value: value);

        PropertyRun.Holds(cases, pair =>
        {
            File.Delete(directory.File("written"));
            Git.Run(directory.Path, "config", "-f", "written", $"t.{pair.Name}.k", pair.Value);
            var content = File.ReadAllBytes(directory.File("written"));
            Ours(content).ShouldBe(Gits(directory, content));
        }, 60);
    }

    [Test]
    public void H28_What_nobody_wrote_is_read_or_refused_as_git_does()
    {
        using var directory = new TempDirectory();
        var (read, refused) = (0, 0);

        PropertyRun.Holds(Gen.Choose(1, 14).SelectMany(count => Gen.ArrayOf(Gen.Elements(Tokens), count)), tokens =>
        {
            var content = Encoding.UTF8.GetBytes("[a]\n" + string.Concat(tokens));
            var gits = Gits(directory, content);
            (read, refused) = gits is null ? (read, refused + 1) : (read + 1, refused);
            // Blanks within a value are kept since git 2.45; before, each became a space.
            Blanked(Ours(content)).ShouldBe(Blanked(gits), string.Concat(tokens));
        }, 200, PropertyRun.Less);

        (read > 20 && refused > 20).ShouldBeTrue($"{read} read, {refused} refused");
    }

    private static List<string>? Blanked(List<string>? values) => values?.ConvertAll(value => Encoding.Latin1.GetString(Convert.FromHexString(value)).Replace('\t', ' ').Replace('\r', ' '));

    private static List<string>? Ours(byte[] content)
    {
        var values = new List<string>();
        var reader = new ConfigReader(content);
        while (reader.Read())
            values.Add(Convert.ToHexString([.. reader.Section, (byte)'.', .. reader.Key, .. reader.HasValue ? (byte[])[(byte)'\n', .. reader.Value] : []]));
        return reader.IsBroken ? null : values;
    }

    private static List<string>? Gits(TempDirectory directory, byte[] content)
    {
        File.WriteAllBytes(directory.File("config"), content);
        var (code, output, _) = Git.Try(directory.Path, [], "config", "-f", "config", "--no-includes", "--list", "-z");
        return code != 0 ? null : [.. Encoding.Latin1.GetString(output).Split('\0')[..^1].Select(entry => Convert.ToHexString(Encoding.Latin1.GetBytes(entry)))];
    }
}
