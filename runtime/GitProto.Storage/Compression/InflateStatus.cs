namespace GitProto.Storage;

/// <summary>Why <see cref="Inflater.Inflate"/> returned.</summary>
internal enum InflateStatus
{
    /// <summary>All input was used and the stream goes on.</summary>
    NeedInput,

    /// <summary>The stream holds more than the room given; unused input was not consumed.</summary>
    OutputFull,

    /// <summary>The stream ended and its check sum is right.</summary>
    Done,

    /// <summary>The stream is broken; <see cref="Inflater.Problem"/> says how.</summary>
    Corrupt,
}
