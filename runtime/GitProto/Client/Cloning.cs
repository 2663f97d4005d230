using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Client;

/// <summary>Makes a clone, all of it or nothing.</summary>
internal sealed class Cloning(GitUrl url, string text, string path, CloneOptions options)
{
    public async ValueTask<CloneResult> RunAsync(CancellationToken cancellationToken)
    {
        var target = CloneTarget.Check(path);
        var session = await GitClient.ConnectAsync(url, options.Client, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            FileRepository? repository = null;
            try
            {
                // Nothing is made before the server has answered with something that can be read.
                var refs = await session.GetRefsAsync(FetchMap.Listing(Fetch()), cancellationToken).ConfigureAwait(false);
                repository = FileRepository.Create(path, bare: true, session.Format, options: options.Repository);
                var fetched = await session.FetchAsync(repository, refs, Fetch(), cancellationToken).ConfigureAwait(false);
                if (fetched.Refs.FirstOrDefault(found => found.Status == FetchedRefStatus.Refused) is { } refused)
                    throw new RefRefusedException(refused.Name.Bytes, refused.Reason ?? "it was not written");
                await RemoteHead.WriteAsync(repository, fetched.RemoteRefs, cancellationToken).ConfigureAwait(false);
                RemoteConfig.Append(repository.CommonDirectory, Origin(), options.Mirror);
                return new CloneResult(repository, fetched);
            }
            catch
            {
                repository?.Dispose();
                target.Remove();
                throw;
            }
        }
    }

    private FetchOptions Fetch() => new()
    {
        RefSpecs = options.Mirror ? [RefSpec.Mirror] : [RefSpec.AllHeads, RefSpec.AllTags],
        Tags = TagMode.None,
        Atomic = true,
        Initial = true,
        Pack = options.Pack,
        Receive = options.Receive,
    };

    /// <summary>The address to come back to; a path of this machine does not depend on where one stands. A password is kept in no file; all else stays as it was written.</summary>
    private string Origin() => url.Password is not null ? PercentEncoding.WithoutPassword(text)
        : url.Kind == GitUrlKind.Local && !text.Contains(UrlSchemes.End, StringComparison.Ordinal) ? Path.GetFullPath(text) : text;
}
