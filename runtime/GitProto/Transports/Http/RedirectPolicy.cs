namespace GitProto.Transports;

/// <summary>Which redirects a client follows.</summary>
/// <remarks>Source: git-config <c>http.followRedirects</c>.</remarks>
public enum RedirectPolicy
{
    /// <summary>None.</summary>
    Never,

    /// <summary>Those of the first request; what follows goes to the new place at once.</summary>
    Initial,
}
