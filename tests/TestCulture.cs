using System.Globalization;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

[assembly: GitProto.TestCulture]

namespace GitProto;

/// <summary>
/// The culture of all tests: one in which letters change case and numbers print as nowhere else, so that what depends on the culture shows. The variable
/// <c>GITPROTO_TEST_CULTURE</c> names another; <c>invariant</c> is the one without a country.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class TestCultureAttribute : NUnit.Framework.NUnitAttribute, IApplyToContext
{
    public static string Name => Environment.GetEnvironmentVariable("GITPROTO_TEST_CULTURE") switch
    {
        null or "" => "tr-TR",
        "invariant" => "",
        var other => other,
    };

    public void ApplyToContext(TestExecutionContext context) => context.CurrentCulture = CultureInfo.GetCultureInfo(Name);
}
