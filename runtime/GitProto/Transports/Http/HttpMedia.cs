using GitProto.Protocol;

namespace GitProto.Transports;

/// <summary>How a service is asked for over HTTP, and the media types of what is said.</summary>
/// <param name="Service">Its name in a URL.</param>
/// <param name="DiscoveredAt">The service whose advertisement begins a conversation with it.</param>
/// <param name="Advertisement">The media type of that advertisement.</param>
/// <param name="Request">The media type of a request.</param>
/// <param name="Result">The media type of the answer.</param>
internal sealed record HttpMedia(HttpService Service, HttpService DiscoveredAt, string Advertisement, string Request, string Result)
{
    /// <summary>Sends objects.</summary>
    public static HttpMedia UploadPack { get; } = new(
        HttpService.UploadPack, HttpService.UploadPack, HttpTransport.UploadPackAdvertisement, HttpTransport.UploadPackRequest, HttpTransport.UploadPackResult);

    /// <summary>Takes pushes.</summary>
    public static HttpMedia ReceivePack { get; } = new(
        HttpService.ReceivePack, HttpService.ReceivePack, HttpTransport.ReceivePackAdvertisement, HttpTransport.ReceivePackRequest, HttpTransport.ReceivePackResult);

    /// <summary>Makes archives. It has no discovery of its own: that of upload-pack stands for it.</summary>
    public static HttpMedia UploadArchive { get; } = new(
        HttpService.UploadArchive, HttpService.UploadPack, HttpTransport.UploadPackAdvertisement, HttpTransport.UploadArchiveRequest, HttpTransport.UploadArchiveResult);

    /// <summary>What stands behind the path of a repository in a request for this service.</summary>
    public string Turn { get; } = HttpTransport.Turn(Service);

    /// <summary>What stands behind the path of a repository where the advertisement is asked for.</summary>
    public string Discovery { get; } = HttpTransport.Discovery(DiscoveredAt);

    /// <summary>Those of a service.</summary>
    public static HttpMedia Of(HttpService service) =>
        service == HttpService.ReceivePack ? ReceivePack : service == HttpService.UploadArchive ? UploadArchive : UploadPack;
}
