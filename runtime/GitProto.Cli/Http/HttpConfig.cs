using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Cli.Http;

/// <summary>What the config of a repository says of HTTP. That of user and machine is not read.</summary>
internal static class HttpConfig
{
    /// <summary>Whether a service is on; where nothing is said, pushes and archives need somebody who proved who they are.</summary>
    public static bool IsOn(RepositoryConfig config, GitService service, bool hasUser) => service switch
    {
        GitService.UploadPack => config.GetFlag("http.uploadpack") ?? true,
        GitService.ReceivePack => config.GetFlag("http.receivepack") ?? hasUser,
        GitService.UploadArchive => config.GetFlag("http.uploadarchive") ?? hasUser,
        _ => false,
    };

    /// <summary>The largest fetch request; null if nothing is said.</summary>
    public static long? BufferLimit(RepositoryConfig config) => config.GetNumber("http.maxrequestbuffer");
}
