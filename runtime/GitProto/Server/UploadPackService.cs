using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>One repository as it is served to one client.</summary>
internal sealed class UploadPackService(IRepository repository, UploadPackRequest request, GitServerOptions options)
{
    private readonly Func<RefName, bool>? hides = HiddenRefs.Any(
        options.Hides, request.Hides, HiddenRefs.Of(repository, options.UploadPack.UseRepositoryConfig, "transfer.hiderefs", "uploadpack.hiderefs"));

    public IRepository Repository => repository;

    public UploadPackRequest Request => request;

    public GitServerOptions Options => options;

    public UploadPackOptions Rules { get; } = UploadPackConfig.Apply(options.UploadPack, repository);

    public GitServerLimits Limits => options.Limits;

    /// <summary>The refs this client sees.</summary>
    public RefView Refs => new(repository, hides);

    /// <summary>All refs.</summary>
    public RefView AllRefs => new(repository);

    public ObjectFormatHash Hash => new(new ByteString(System.Text.Encoding.ASCII.GetBytes(repository.Format.Name())));

    public ByteString Agent => options.Agent;

    /// <summary>Makes a source of pack entries from the store.</summary>
    public IPackSource Source => repository.Objects.AsPackSource();
}
