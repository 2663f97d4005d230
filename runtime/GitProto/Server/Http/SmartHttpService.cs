using GitProto.Transports;

namespace GitProto.Server;

/// <summary>A service as HTTP asks for it.</summary>
/// <param name="Service">The service.</param>
/// <param name="Media">What it is called in a URL and in media types.</param>
internal sealed record SmartHttpService(GitService Service, HttpMedia Media)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<SmartHttpService> All { get; } =
        [new(GitService.UploadPack, HttpMedia.UploadPack), new(GitService.ReceivePack, HttpMedia.ReceivePack), new(GitService.UploadArchive, HttpMedia.UploadArchive)];

    /// <summary>Finds the service whose own advertisement stands at an address.</summary>
    public static SmartHttpService? DiscoveredAt(string address) => All.FirstOrDefault(service => service.Media.Service == service.Media.DiscoveredAt && service.Media.Discovery == address);
}
