namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>Has one input read. It may be changed, to mend a check sum; the number varies how it is read.</summary>
internal delegate void FuzzAction(Span<byte> input, ulong number);
