using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GitProto.House.Tests.Banned;

/// <summary>Asks C# what it calls, by names alone.</summary>
internal static class Calls
{
    private static readonly string[] Integers =
        ["byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "Int128", "UInt128", "BigInteger", "Int16", "Int32", "Int64", "UInt16", "UInt32", "UInt64", "Byte"];

    private static readonly string[] Secrets = ["password", "passphrase", "secret", "accessToken", "bearerToken", "credential", "credentials", "hmac", "mac", "cookie"];

    /// <summary>An integer parser that takes more than digits.</summary>
    public static string? LaxNumber(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Parse" or "TryParse" } method } call
            when Integers.Contains(method.Expression.ToString()) && !call.ArgumentList.ToString().Contains("NumberStyles.None", StringComparison.Ordinal) => method.ToString(),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Convert" } } method
            when method.Name.Identifier.Text is ['T', 'o', .., >= '1' and <= '9'] or "ToByte" or "ToSByte" => method.ToString(),
        _ => null,
    };

    /// <summary>A name that may not be used at all.</summary>
    public static Func<SyntaxNode, string?> Name(params string[] names) => node =>
        node is SimpleNameSyntax name && names.Contains(name.Identifier.Text) && !node.Ancestors().Any(one => one is UsingDirectiveSyntax) ? name.Identifier.Text : null;

    /// <summary>A member that may not be used, as <c>Type.Member</c>.</summary>
    public static Func<SyntaxNode, string?> Member(params string[] members) => node =>
        node is MemberAccessExpressionSyntax && members.Contains(node.ToString()) ? node.ToString() : null;

    /// <summary>A property that may not be set so, as <c>Property = value</c>; without a value: at all.</summary>
    public static Func<SyntaxNode, string?> Setting(string property, string? value = null) => node =>
        node is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } set
        && LastName(set.Left) == property && (value is null || set.Right.ToString() == value) ? $"{property} = {set.Right}" : null;

    /// <summary>A method that calls itself: how deep it goes may be for the other side to say. Overloads are not told apart, and left out.</summary>
    public static string? Recursion(SyntaxNode node)
    {
        if (node is not InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: var called } } call)
            return null;
        var around = call.Ancestors().FirstOrDefault(one => one is MethodDeclarationSyntax or LocalFunctionStatementSyntax);
        if (around is null || NameOf(around) != called)
            return null;
        var type = around.Ancestors().OfType<TypeDeclarationSyntax>().First();
        return type.Members.Count(one => NameOf(one) == called) > 1 ? null : called;
    }

    /// <summary>A secret that is compared by something that stops at the first difference. What a secret is, its name tells.</summary>
    public static string? SecretCompared(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } compared
            when !IsConstant(compared.Left) && !IsConstant(compared.Right) && (IsSecret(compared.Left) || IsSecret(compared.Right)) => compared.ToString(),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Equals" or "SequenceEqual" or "CompareTo" or "Compare" } method } call
            when IsSecret(method.Expression) || call.ArgumentList.Arguments.Any(argument => IsSecret(argument.Expression)) => call.ToString(),
        _ => null,
    };

    private static bool IsConstant(SyntaxNode node) => node is LiteralExpressionSyntax;

    // The last word of the last name, methods that only look at it another way left out.
    private static bool IsSecret(ExpressionSyntax node)
    {
        var name = node switch
        {
            IdentifierNameSyntax plain => plain.Identifier.Text,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "AsSpan" or "ToArray" or "ToString" } inner } => inner.Expression.ToString(),
            MemberAccessExpressionSyntax { Name.Identifier.Text: "Span" or "Value" or "Bytes" } inner => inner.Expression.ToString(),
            MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
            _ => "",
        };
        return Secrets.Any(secret => name.EndsWith(secret, StringComparison.OrdinalIgnoreCase)) && !name.EndsWith("cancellationToken", StringComparison.OrdinalIgnoreCase);
    }

    private static string? NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        _ => null,
    };

    private static string LastName(ExpressionSyntax left) => left is MemberAccessExpressionSyntax member ? member.Name.Identifier.Text : left.ToString();
}
