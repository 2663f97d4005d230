namespace GitProto.Examples.Generator.Markdown;

/// <summary>What a fenced block that runs holds.</summary>
internal enum BlockKind
{
    /// <summary>C# statements; an <c>output</c> block may follow.</summary>
    CSharp,

    /// <summary>Commands after <c>$ </c>, each with its output below.</summary>
    Console,
}
