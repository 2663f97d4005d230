namespace GitProto.Storage;

/// <summary>How much a finding weighs.</summary>
public enum FsckSeverity
{
    /// <summary>It is not told.</summary>
    Ignore,

    /// <summary>It is told as a warning, in git's strict mode too.</summary>
    Info,

    /// <summary>It is told as a warning; in git's strict mode it is an error.</summary>
    Warn,

    /// <summary>The object is refused.</summary>
    Error,

    /// <summary>The object is refused, and no setting changes that.</summary>
    Fatal,
}
