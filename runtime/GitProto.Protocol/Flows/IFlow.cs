namespace GitProto.Protocol;

/// <summary>A flow of the spec: its states and what may happen in each. Implemented by generated code.</summary>
public interface IFlow
{
    /// <summary>The id of the flow.</summary>
    string Id { get; }

    /// <summary>The spec it belongs to.</summary>
    WireSpec Spec { get; }

    /// <summary>The place whose capability words count, by number; null if the flow has none of its own.</summary>
    int? Place { get; }

    /// <summary>The number of the first state.</summary>
    int Start { get; }

    /// <summary>The name of a state, as in the spec.</summary>
    string StateName(int state);

    /// <summary>The name of an event, as in the spec.</summary>
    string EventName(int @event);

    /// <summary>True if nothing can follow.</summary>
    bool IsEnd(int state);

    /// <summary>Where a stateless transport goes on when request and answer are both over.</summary>
    int? NextTurn(int state);

    /// <summary>What a side may send in a state, for messages; empty if nothing.</summary>
    string Allowed(int state, Role sender);

    /// <summary>The state that follows an event, or null if it is not legal.</summary>
    int? Next(int state, int @event);

    /// <summary>True if a packet can be the first of something that a side may send in a state.</summary>
    bool Fits(int state, Role sender, in Packet packet, WireContext context);

    /// <summary>Reads what a side sends in a state.</summary>
    ValueTask<Received> ReceiveAsync(WireSession session, int state, Role sender, CancellationToken cancellationToken);
}
