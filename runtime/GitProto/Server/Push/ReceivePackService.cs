using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>One repository as it is served to one client that pushes.</summary>
internal sealed class ReceivePackService
{
    private static readonly string[] HideKeys = ["transfer.hiderefs", "receive.hiderefs"];
    private readonly Func<RefName, bool>? hides;

    /// <exception cref="PolicyException">The repository's config is malformed, or asks for something that is not supported.</exception>
    public ReceivePackService(IRepository repository, ReceivePackRequest request, GitServerOptions options)
    {
        (Repository, Request, Options) = (repository, request, options);
        Files = repository as FileRepository;
        var config = options.ReceivePack.UseRepositoryConfig ? Files?.Config : null;
        Rules = config is null ? options.ReceivePack : ReceiveConfig.Apply(options.ReceivePack, config, Files!.GitDirectory);
        hides = HiddenRefs.Any(options.Hides, request.Hides, HiddenRefs.Of(repository, options.ReceivePack.UseRepositoryConfig, HideKeys));
    }

    public IRepository Repository { get; }

    /// <summary>The repository, if it is one on disk.</summary>
    public FileRepository? Files { get; }

    public ReceivePackRequest Request { get; }

    public GitServerOptions Options { get; }

    public ReceivePackRules Rules { get; }

    /// <summary>The refs this client sees, HEAD among them.</summary>
    public RefView Refs => new(Repository, hides);

    public ObjectFormatHash Hash => new(new ByteString(System.Text.Encoding.ASCII.GetBytes(Repository.Format.Name())));

    /// <summary>What the client may take for there without being told its name: the tips of alternates, and what lies outside its namespace. Each object once; in strict mode nothing.</summary>
    public IEnumerable<ObjectId> OtherTips => Rules.Strict || Files is not { } files ? []
        : files.AlternateTips().Concat(files.TipsOutsideNamespace(Options.ReceivePack.UseRepositoryConfig ? HiddenRefs.Outside(files, HideKeys) : null)).Distinct();

    public bool IsHidden(RefName name) => hides is not null && hides(name);

    /// <summary>What the server says it can do.</summary>
    public Capabilities Offers()
    {
        var offer = new ReceivePackOffer()
            .ReportStatus().ReportStatusV2().DeleteRefs().SideBand64k().Quiet()
            .Atomic(Rules.Atomic).OfsDelta().NoThin(Rules.Strict).PushOptions(Rules.PushOptions);
        if (Rules.SessionId)
            offer.SessionId(Guid.NewGuid().ToString("N"));
        return offer.ObjectFormat(Hash).Agent(Options.Agent).Build();
    }
}
