namespace GitProto.Transports;

/// <summary>
/// The words of URLs and their default ports. TO BE REPLACED by the constants that the generator makes of spec/transports: until then they
/// stand here and nowhere else.
/// </summary>
internal static class TransportWords
{
    public const string GitScheme = "git";
    public const string SshScheme = "ssh";
    public const string HttpScheme = "http";
    public const string HttpsScheme = "https";
    public const string FileScheme = "file";
    public const string SchemeEnd = "://";
    public const string HelperMark = "::";
    public const string ProtocolVariable = "GIT_PROTOCOL";
    public const string VersionKey = "version=";
    public const int GitPort = 9418;
    public const int SshPort = 22;
    public const int HttpPort = 80;
    public const int HttpsPort = 443;

    /// <summary>Other spellings that Git takes for ssh, all deprecated there.</summary>
    public static readonly string[] SshAliases = ["git+ssh", "ssh+git"];
}
