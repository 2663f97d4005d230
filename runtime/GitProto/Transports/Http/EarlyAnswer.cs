namespace GitProto.Transports;

/// <summary>Tells who writes the body of a request that its server wants no more of it.</summary>
internal sealed class EarlyAnswer
{
    private static readonly HttpRequestOptionsKey<EarlyAnswer> Key = new(nameof(EarlyAnswer));
    private volatile bool isFinal;

    /// <summary>True once the server has refused the request, or closed its side.</summary>
    public bool IsFinal => isFinal;

    /// <summary>Lets the connection find it.</summary>
    public void AttachTo(HttpRequestMessage request) => request.Options.Set(Key, this);

    /// <summary>The one of a request, or null.</summary>
    public static EarlyAnswer? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var found) ? found : null;

    /// <summary>The server has refused.</summary>
    public void Came() => isFinal = true;
}
