namespace GitProto.House.Tests.Hostile;

/// <summary>How far a row of the table is covered.</summary>
internal enum HostileStatus
{
    /// <summary>No test yet.</summary>
    Open,

    /// <summary>Tested, but for the cases that the note names.</summary>
    Part,

    /// <summary>Every case is tested.</summary>
    Done,

    /// <summary>About something this project has not; the note says why.</summary>
    NotOurs,
}
