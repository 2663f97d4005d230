namespace GitProto.Conformance.Running;

/// <summary>How the suite ends.</summary>
public static class SuiteExit
{
    /// <summary>All is as expected.</summary>
    public const int AsExpected = 0;

    /// <summary>Something is not.</summary>
    public const int Unexpected = 1;

    /// <summary>The command line is wrong, or nothing fits it.</summary>
    public const int Usage = 2;

    /// <summary>A peer could not be started.</summary>
    public const int NoPeer = 3;
}
