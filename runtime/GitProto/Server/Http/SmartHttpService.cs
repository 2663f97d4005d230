using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>The words of one service over HTTP.</summary>
/// <param name="Service">The service.</param>
/// <param name="Word">Its name in the URL.</param>
/// <param name="AdvertisementType">The media type of its advertisement; null if it has none of its own.</param>
/// <param name="RequestType">The media type of a request.</param>
/// <param name="ResultType">The media type of the answer.</param>
internal sealed record SmartHttpService(GitService Service, HttpService Word, string? AdvertisementType, string RequestType, string ResultType)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<SmartHttpService> All { get; } =
    [
        new(GitService.UploadPack, HttpService.UploadPack, HttpTransport.UploadPackAdvertisement, HttpTransport.UploadPackRequest, HttpTransport.UploadPackResult),
        new(GitService.ReceivePack, HttpService.ReceivePack, HttpTransport.ReceivePackAdvertisement, HttpTransport.ReceivePackRequest, HttpTransport.ReceivePackResult),
        new(GitService.UploadArchive, HttpService.UploadArchive, null, HttpTransport.UploadArchiveRequest, HttpTransport.UploadArchiveResult),
    ];

    /// <summary>What stands behind the path of a repository in a request for this service.</summary>
    public string Turn { get; } = HttpTransport.Turn(Word);

    /// <summary>What stands behind the path of a repository where the advertisement is asked for.</summary>
    public string Discovery { get; } = HttpTransport.Discovery(Word);
}
