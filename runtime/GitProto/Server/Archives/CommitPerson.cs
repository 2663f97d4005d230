using System.Globalization;

namespace GitProto.Server;

/// <summary>Who wrote or committed a commit, and when.</summary>
/// <param name="Name">The name.</param>
/// <param name="Mail">The address.</param>
/// <param name="Seconds">When, in seconds since 1970.</param>
/// <param name="Zone">The zone as it stands there: a sign and four digits.</param>
internal sealed record CommitPerson(byte[] Name, byte[] Mail, long Seconds, string Zone)
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds() - 86_400;

    /// <summary>Minutes that the zone is ahead.</summary>
    public int Offset
    {
        get
        {
            var number = int.Parse(Zone.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
            var minutes = (number / 100 * 60) + (number % 100);
            return Zone[0] == '-' ? -minutes : minutes;
        }
    }

    /// <summary>The time in its zone.</summary>
    public string Date(string format) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(Seconds, 0, Latest)).AddMinutes(Offset).ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Reads the line of a commit, without its key.</summary>
    /// <exception cref="ArchiveRefusedException">It is not as git writes it.</exception>
    public static CommitPerson Parse(ReadOnlySpan<byte> line)
    {
        var (open, close) = (line.IndexOf((byte)'<'), line.LastIndexOf((byte)'>'));
        if (open < 0 || close < open)
            throw Broken();
        var time = line[(close + 1)..].Trim((byte)' ');
        var space = time.IndexOf((byte)' ');
        if (space < 0 || !long.TryParse(time[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            throw Broken();
        var zone = time[(space + 1)..];
        if (zone.Length != 5 || zone[0] is not ((byte)'+' or (byte)'-') || !int.TryParse(zone[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 1400)
            throw Broken();
        return new CommitPerson(line[..open].TrimEnd((byte)' ').ToArray(), line[(open + 1)..close].ToArray(), seconds, System.Text.Encoding.ASCII.GetString(zone));
    }

    private static ArchiveRefusedException Broken() => ArchiveRefusedException.Fatal("export-subst of a commit whose author or committer is malformed is not supported by this server");
}
