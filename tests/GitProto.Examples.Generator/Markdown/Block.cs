namespace GitProto.Examples.Generator.Markdown;

/// <summary>A block that runs, or says why it does not.</summary>
internal sealed class Block(BlockKind kind, Fence code, Directives directives)
{
    public BlockKind Kind { get; } = kind;

    public Fence Code { get; } = code;

    /// <summary>The <c>output</c> block after C#, if there is one.</summary>
    public Fence? Output { get; set; }

    /// <summary>What the comments above the block ask for.</summary>
    public Directives Directives { get; } = directives;

    /// <summary>False if a comment gives the reason why not.</summary>
    public bool Runs => Directives.NotRun is null;
}
