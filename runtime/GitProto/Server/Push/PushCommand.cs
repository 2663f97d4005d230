namespace GitProto.Server;

/// <summary>One ref that a client wants to create, move or delete, and what becomes of it. Not for use by several threads at once.</summary>
public sealed class PushCommand
{
    private readonly RefName? parsed;

    internal PushCommand(ByteString sent, in ObjectId old, in ObjectId @new)
    {
        (Sent, Old, New) = (sent, old, @new);
        parsed = RefName.TryParse(sent, out var name) ? name : null;
        Target = @new;
    }

    /// <summary>The ref, as the client named it.</summary>
    public RefName Name => parsed!;

    /// <summary>What the client takes for its value; zero if it shall not exist yet.</summary>
    public ObjectId Old { get; }

    /// <summary>What it shall become; zero to delete it.</summary>
    public ObjectId New { get; }

    /// <summary>True if the ref shall go away.</summary>
    public bool IsDelete => New.IsZero;

    /// <summary>True if the ref shall be made.</summary>
    public bool IsCreate => Old.IsZero && !New.IsZero;

    /// <summary>Why it is refused; null as long as it is not.</summary>
    public string? Reason { get; private set; }

    /// <summary>True unless it is refused.</summary>
    public bool IsAlive => Reason is null;

    /// <summary>The ref that is really updated.</summary>
    public RefName Ref => RewrittenRef ?? Name;

    /// <summary>What that ref really becomes.</summary>
    public ObjectId Target { get; private set; }

    internal ByteString Sent { get; }

    internal bool HasName => parsed is not null;

    internal RefName? RewrittenRef { get; private set; }

    internal bool IsRewritten => RewrittenRef is not null || Target != New;

    /// <summary>What the ref that is updated must be before. For one that a hook chose the client has said nothing, so it is what it is then.</summary>
    internal ObjectId Expected { get; set; }

    /// <summary>The ref at the end of the symbolic refs that begin with <see cref="Ref"/>.</summary>
    internal RefName? Resolved { get; set; }

    /// <summary>True if the update loses history. Known for what a hook rewrote only.</summary>
    internal bool IsForced { get; set; }

    /// <summary>The command that makes the same change by another name, and in the place of this one.</summary>
    internal PushCommand? Leader { get; set; }

    /// <summary>True if nothing is to be done for this one.</summary>
    internal bool IsSkipped => Leader is not null || DidNotExist;

    /// <summary>There was nothing to delete; hooks are not told of it.</summary>
    internal bool DidNotExist { get; set; }

    /// <summary>Refuses the command. The first reason counts.</summary>
    /// <param name="reason">What the user is shown behind the name of the ref.</param>
    public void Refuse(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        Reason ??= reason;
    }

    /// <summary>
    /// Updates another ref, or sets another value, in place of what the client asked for. The result is checked by all rules, and the client is told if it
    /// understands that. The objects must be among those that came or are there.
    /// </summary>
    /// <param name="name">The ref to update.</param>
    /// <param name="target">What it becomes; null for what the client sent.</param>
    public void Rewrite(RefName name, ObjectId? target = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        RewrittenRef = name == Name ? null : name;
        Target = target ?? New;
    }
}
