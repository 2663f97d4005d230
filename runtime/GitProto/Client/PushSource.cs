namespace GitProto.Client;

/// <summary>What is pushed to one ref.</summary>
/// <param name="Text">How it is called here: the name of a ref, or the words of the refspec.</param>
/// <param name="Id">The object; null to delete.</param>
/// <param name="Branch">The ref here that it stands for, symbolic refs followed; null if it is only an object.</param>
internal sealed record PushSource(ByteString Text, ObjectId? Id, RefName? Branch);
