using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>One repository as it is served to one client.</summary>
internal sealed class UploadPackService(IRepository repository, UploadPackRequest request, GitServerOptions options)
{
    private readonly Func<RefName, bool>? hides =
        options.Hides is { } all && request.Hides is { } one ? name => all(name) || one(name) : options.Hides ?? request.Hides;

    public IRepository Repository => repository;

    public UploadPackRequest Request => request;

    public GitServerOptions Options => options;

    public UploadPackOptions Rules => options.UploadPack;

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
