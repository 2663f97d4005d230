using GitProto.Protocol;

namespace GitProto.Transports;

/// <summary>The media types of a service.</summary>
internal sealed record HttpMedia(string Advertisement, string Request, string Result)
{
    private static readonly HttpMedia UploadPack = new(HttpTransport.UploadPackAdvertisement, HttpTransport.UploadPackRequest, HttpTransport.UploadPackResult);
    private static readonly HttpMedia ReceivePack = new(HttpTransport.ReceivePackAdvertisement, HttpTransport.ReceivePackRequest, HttpTransport.ReceivePackResult);

    // The archive service has no discovery of its own: that of upload-pack stands for it.
    private static readonly HttpMedia UploadArchive = new(HttpTransport.UploadPackAdvertisement, HttpTransport.UploadArchiveRequest, HttpTransport.UploadArchiveResult);

    /// <summary>Those of a service.</summary>
    public static HttpMedia Of(HttpService service) =>
        service == HttpService.ReceivePack ? ReceivePack : service == HttpService.UploadArchive ? UploadArchive : UploadPack;
}
