using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>Which service the word of a request line means.</summary>
internal static class RequestedService
{
    /// <summary>The service; null for a word that is none.</summary>
    public static GitService? Of(GitProtoRequestService word) =>
        word == GitProtoRequestService.UploadPack ? GitService.UploadPack
        : word == GitProtoRequestService.ReceivePack ? GitService.ReceivePack
        : word == GitProtoRequestService.UploadArchive ? GitService.UploadArchive
        : null;
}
