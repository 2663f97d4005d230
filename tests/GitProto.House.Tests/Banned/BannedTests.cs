using System.Globalization;
using System.Reflection;
using GitProto.House.Tests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GitProto.House.Tests.Banned;

/// <summary>Traps of .NET that what the other side sends could fall into: what may not be called, but for exceptions with a reason.</summary>
[Category("hostile")]
public sealed class BannedTests
{
    private const string Folder = "tests/GitProto.House.Tests/Banned/";

    private static readonly Dictionary<string, Func<SyntaxNode, string?>[]> Traps = new()
    {
        ["D01"] = [Calls.LaxNumber],
        ["D02"] = [Calls.Name("StreamReader", "StringReader", "ReadLine", "ReadLineAsync", "ReadLines", "ReadLinesAsync", "ReadAllLines", "ReadAllLinesAsync")],
        ["D04"] = [Calls.Member("Path.Combine", "Path.GetFullPath")],
        ["D05"] = [Calls.Recursion],
        ["D06"] = [Calls.Name("ZLibStream", "DeflateStream", "GZipStream", "BrotliStream", "SHA1", "SHA256", "SHA1Managed", "IncrementalHash", "HashAlgorithm")],
        ["D08"] = [Calls.Name("HttpClient", "HttpClientHandler", "SocketsHttpHandler", "HttpWebRequest", "WebClient")],
        ["D09"] = [Calls.Name("ProcessStartInfo"), Calls.Setting("UseShellExecute", "true"), Calls.Setting("FileName")],
        ["P16"] = [Calls.Name("PlainHash", "TrailerHash", "CreatePlain")],
        ["D10"] = [Calls.Name("Regex", "GeneratedRegex"), Calls.SecretCompared],
    };

    [Test]
    public void D01_Numbers_are_read_as_digits_and_nothing_else() => Check("D01");

    [TestCase("GitProto.Protocol")]
    [TestCase("GitProto.Storage")]
    public void D01_Arithmetic_on_what_peers_send_does_not_wrap(string project) =>
        Repository.Read($"runtime/{project}/{project}.csproj").ShouldContain("<CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>");

    [Test]
    public void D02_Lines_are_split_at_LF_by_our_own_code() => Check("D02");

    [TestCase("CA1304")]
    [TestCase("CA1305")]
    [TestCase("CA1307")]
    [TestCase("CA1309")]
    [TestCase("CA1310")]
    [TestCase("CA1311")]
    public void D03_A_comparison_that_asks_the_culture_does_not_compile(string rule)
    {
        var settings = Repository.Read(".editorconfig");
        settings[settings.IndexOf("[runtime/**.cs]", StringComparison.Ordinal)..].ShouldContain($"dotnet_diagnostic.{rule}.severity = error");
    }

    [Test]
    public void D03_Tests_run_in_a_culture_that_shows_it()
    {
        CultureInfo.CurrentCulture.Name.ShouldBe(TestCultureAttribute.Name);
        "i".ToUpper(CultureInfo.CurrentCulture).ShouldBe(TestCultureAttribute.Name == "tr-TR" ? "İ" : "I");
        Repository.Read(".ci/run").ShouldContain("GITPROTO_TEST_CULTURE=invariant");
    }

    [Test]
    public void D04_Paths_are_not_joined_by_functions_that_drop_the_root_or_resolve_climbs() => Check("D04");

    [Test]
    public void D05_No_method_calls_itself_as_deep_as_a_peer_likes() => Check("D05");

    [Test]
    public void D05_No_methods_call_each_other_in_a_circle_as_deep_as_a_peer_likes()
    {
        Assembly[] libraries = [typeof(ObjectId).Assembly, typeof(Storage.PackFile).Assembly, typeof(Server.GitServer).Assembly];
        var found = new CallGraph(libraries).Circles()
            .Select(method => new Finding(method.Module.Assembly.GetName().Name!, 0, $"{method.DeclaringType!.Name}.{method.Name}"));
        AllowList.Load($"{Folder}D05-circles-allowed.txt").Check(found, "D05 of tests/hostile.md");
    }

    [Test]
    public void D05_A_circle_is_found_whatever_it_goes_through() =>
        new CallGraph(typeof(Circles).Assembly).Circles().Select(method => method.Name).ShouldContain(nameof(Circles.There));

    [Test]
    public void D06_Inflate_and_hashes_of_the_framework_are_used_in_few_places_for_reasons() => Check("D06");

    [Test]
    public void D08_HTTP_goes_through_one_place_that_sets_every_default() => Check("D08");

    [Test]
    public void D09_Processes_start_in_one_place_without_a_shell() => Check("D09");

    [Test]
    public void D10_No_pattern_can_backtrack_and_no_secret_is_compared_byte_by_byte() => Check("D10");

    [Test]
    public void P16_The_hash_that_looks_for_no_collisions_is_used_for_check_sums_of_files_alone() => Check("P16");

    [TestCase("D01", "int.Parse(s)")]
    [TestCase("D01", "long.TryParse(s, out var n)")]
    [TestCase("D01", "Convert.ToInt32(s, 16)")]
    [TestCase("D02", "new StreamReader(s).ReadLine()")]
    [TestCase("D02", "File.ReadAllLines(s)")]
    [TestCase("D04", "Path.Combine(a, b)")]
    [TestCase("D05", "M(1, 2)")]
    [TestCase("D06", "new ZLibStream(a, b)")]
    [TestCase("D06", "SHA1.HashData(a)")]
    [TestCase("P16", "ObjectHashes.CreatePlain(f)")]
    [TestCase("P16", "new TrailerHash(f)")]
    [TestCase("D08", "new HttpClient()")]
    [TestCase("D09", "Process.Start(new ProcessStartInfo(s))")]
    [TestCase("D09", "new X { UseShellExecute = true }")]
    [TestCase("D10", "Regex.IsMatch(s, s)")]
    [TestCase("D10", "_ = password == given")]
    [TestCase("D10", "_ = given != this.accessToken")]
    [TestCase("D10", "string.Equals(given, nonceSecret, x)")]
    [TestCase("D10", "secret.AsSpan().SequenceEqual(given)")]
    [TestCase("D10", "signature.Equals(x.ExpectedHmac)")]
    public void A_trap_is_found(string row, string code) => Find(row, Sample(code)).ShouldNotBeEmpty();

    [TestCase("D01", "int.Parse(s, NumberStyles.None, CultureInfo.InvariantCulture)")]
    [TestCase("D01", "Convert.ToHexStringLower(s)")]
    [TestCase("D04", "Path.Join(a, b)")]
    [TestCase("D05", "x.M(1, 2)")]
    [TestCase("D09", "new X { UseShellExecute = false }")]
    [TestCase("D10", "CryptographicOperations.FixedTimeEquals(password, given)")]
    [TestCase("D10", "_ = password == null")]
    [TestCase("D10", "_ = password is null")]
    [TestCase("D10", "_ = cancellationToken == x")]
    [TestCase("D10", "_ = password.Length == 0")]
    public void What_is_no_trap_is_not(string row, string code) => Find(row, Sample(code)).ShouldBeEmpty();

    private static void Check(string row) => AllowList.Load($"{Folder}{row}-allowed.txt")
        .Check(Repository.CSharp("runtime").SelectMany(file => Find(row, Repository.Parse(file))), $"{row} of tests/hostile.md");

    private static IEnumerable<Finding> Find(string row, SyntaxNode root) =>
        from node in root.DescendantNodes()
        from trap in Traps[row]
        let what = trap(node)
        where what is not null
        select Finding.At(node, what);

    private static SyntaxNode Sample(string code) => CSharpSyntaxTree.ParseText($"class C {{ object M(int p, int q) {{ {code}; }} }}").GetRoot();
}
