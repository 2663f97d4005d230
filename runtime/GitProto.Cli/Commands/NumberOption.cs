using System.CommandLine;
using System.Globalization;
using System.Net;
using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>Options whose values are numbers: what is none is told in one line that names the option.</summary>
internal static class NumberOption
{
    /// <summary>The most seconds that a timer takes: three weeks.</summary>
    private const int MaxSeconds = 2_000_000;

    /// <summary>A number from 0 on; null if it is not given.</summary>
    public static Option<long?> Create(string name, string description, string helpName = "N", long most = int.MaxValue)
    {
        var option = new Option<long?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens is not [{ Value: var text }])
                return;
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                result.AddError($"{name} is not followed by a number but by '{Escape.ForDisplay(text)}'");
            else if (number > most)
                result.AddError($"{name} takes at most {most}");
        });
        return option;
    }

    /// <summary>A number of seconds.</summary>
    public static Option<long?> Seconds(string name, string description) => Create(name, description, "SECONDS", MaxSeconds);

    /// <summary>A number of bytes, perhaps with <c>k</c>, <c>m</c> or <c>g</c> behind it: <see cref="RepositoryConfig.TryNumber"/> reads it.</summary>
    public static Option<string?> Size(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "BYTES" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && RepositoryConfig.TryNumber(text) is null)
                result.AddError($"{name} is not followed by a number of bytes but by '{Escape.ForDisplay(text)}'");
        });
        return option;
    }

    /// <summary>The number of bytes that such an option names; null if it was not given.</summary>
    public static long? Bytes(string? text) => text is null ? null : RepositoryConfig.TryNumber(text);

    /// <summary>A port.</summary>
    public static Option<int?> Port(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "PORT" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                result.AddError("a port is a number from 0 to 65535");
        });
        return option;
    }

    /// <summary>An address to listen on.</summary>
    public static Option<string> Address(string description, string standard)
    {
        var option = new Option<string>("--listen") { Description = description, HelpName = "ADDR", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !IPAddress.TryParse(text, out _))
                result.AddError($"'{Escape.ForDisplay(text)}' is no address; names are not supported");
        });
        return option;
    }
}
