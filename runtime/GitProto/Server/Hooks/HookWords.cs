using System.Globalization;
using System.Text;

namespace GitProto.Server;

/// <summary>
/// What hooks are given. TO BE REPLACED by what the generator makes of spec/transports/hooks.yaml: until then it stands here and nowhere else.
/// </summary>
internal static class HookWords
{
    public const string PreReceive = "pre-receive";
    public const string Update = "update";
    public const string PostReceive = "post-receive";
    public const string PostUpdate = "post-update";
    public const string GitDirectory = "GIT_DIR";
    public const string Quarantine = "GIT_QUARANTINE_PATH";
    public const string Objects = "GIT_OBJECT_DIRECTORY";
    public const string OtherObjects = "GIT_ALTERNATE_OBJECT_DIRECTORIES";
    public const string OptionCount = "GIT_PUSH_OPTION_COUNT";
    public const string Option = "GIT_PUSH_OPTION_";

    /// <summary>A line of input.</summary>
    public static byte[] Line(PushCommand command) =>
        [.. Encoding.ASCII.GetBytes($"{command.Expected} {command.Target} "), .. command.Ref.Bytes.Span, (byte)'\n'];

    /// <summary>The variable that holds an option.</summary>
    public static string OptionName(int number) => Option + number.ToString(CultureInfo.InvariantCulture);
}
