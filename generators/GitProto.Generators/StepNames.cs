namespace GitProto.Generators;

/// <summary>The names of the pipeline's steps, for tests that watch what is run again.</summary>
public static class StepNames
{
    /// <summary>A spec file was read.</summary>
    public const string Read = "GitProto_Read";

    /// <summary>Its comments and layout were taken off.</summary>
    public const string Canonical = "GitProto_Canonical";

    /// <summary>The options of the project were read.</summary>
    public const string Options = "GitProto_Options";

    /// <summary>The C# was written.</summary>
    public const string Emit = "GitProto_Emit";

    /// <summary>The problems were found.</summary>
    public const string Check = "GitProto_Check";
}
