namespace GitProto.Storage;

/// <summary>Is told of each phase of a transaction of refs.</summary>
/// <param name="phase">The phase.</param>
/// <param name="updates">The updates of the transaction, under the names that the refs have in the whole repository; of a symbolic ref it is the one that it leads to.</param>
/// <param name="cancellationToken">Stops.</param>
/// <returns>False refuses a transaction that is prepared; in the other phases it changes nothing.</returns>
public delegate ValueTask<bool> RefTransactionWatch(RefTransactionPhase phase, IReadOnlyList<RefUpdate> updates, CancellationToken cancellationToken);
