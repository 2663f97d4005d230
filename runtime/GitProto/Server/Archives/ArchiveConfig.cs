using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Reads what the config of a repository says of archives. No key that names a command is looked at.</summary>
internal static class ArchiveConfig
{
    private const int FewestDigits = 4;

    /// <summary>The rules with the config counted over them.</summary>
    /// <exception cref="PolicyException">A value is malformed.</exception>
    public static UploadArchiveRules Apply(UploadArchiveRules rules, IRepository repository) =>
        !rules.UseRepositoryConfig || repository is not FileRepository { Config: var config } ? rules : rules with
        {
            AllowUnreachable = config.GetFlag("uploadarchive.allowunreachable") ?? rules.AllowUnreachable,
            TarUmask = Umask(config.Get("tar.umask")) ?? rules.TarUmask,
        };

    /// <summary>What the config says of the ends of lines.</summary>
    public static EolConfig Eol(UploadArchiveRules rules, IRepository repository)
    {
        if (!rules.UseRepositoryConfig || repository is not FileRepository { Config: var config })
            return default;
        var auto = config.Get("core.autocrlf");
        var input = string.Equals(auto, "input", StringComparison.OrdinalIgnoreCase);
        return new EolConfig(input ? null : config.GetFlag("core.autocrlf"), input, string.Equals(config.Get("core.eol"), "crlf", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>How many digits an id keeps at least that is cut; null for as many as the number of objects asks for.</summary>
    /// <exception cref="PolicyException">The value is malformed.</exception>
    public static int? Digits(UploadArchiveRules rules, IRepository repository)
    {
        if (!rules.UseRepositoryConfig || repository is not FileRepository { Config: var config } || config.Get("core.abbrev") is not { } text || text.Equals("auto", StringComparison.OrdinalIgnoreCase))
            return null;
        var all = repository.Format.HexLength();
        if (text.Equals("no", StringComparison.OrdinalIgnoreCase) || text.Equals("off", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase))
            return all;
        return config.GetNumber("core.abbrev") is >= FewestDigits and var digits ? (int)Math.Min(digits, all)
            : throw new PolicyException($"The repository's config has '{Escape.ForDisplay(text)}' for core.abbrev; expected auto, no, or a number from {FewestDigits} on.");
    }

    private static int? Umask(string? text)
    {
        if (text is null)
            return null;
        // "user" means the umask of the process that serves; that of a service says nothing, so git's default stands.
        if (text == "user")
            return 2;
        var value = 0;
        var octal = text.StartsWith('0');
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit) || (octal && digit > '7') || value > 4096)
                throw new PolicyException($"The repository's config has '{Escape.ForDisplay(text)}' for tar.umask; expected an octal number.");
            value = (value * (octal ? 8 : 10)) + (digit - '0');
        }
        return text.Length == 0 || value > 511
            ? throw new PolicyException($"The repository's config has '{Escape.ForDisplay(text)}' for tar.umask; expected an octal number.") : value;
    }
}
