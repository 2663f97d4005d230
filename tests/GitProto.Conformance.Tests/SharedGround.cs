using GitProto.Conformance.Running;

namespace GitProto.Conformance.Tests;

/// <summary>The repositories and cases that these tests share, made once.</summary>
[SetUpFixture]
public sealed class SharedGround
{
    private static readonly Lazy<Task<SuiteGround>> Made = new(() => SuiteGround.MakeAsync(CancellationToken.None));

    public static Task<SuiteGround> GetAsync() => Made.Value;

    [OneTimeTearDown]
    public async Task Forget()
    {
        if (Made.IsValueCreated)
            (await Made.Value).Dispose();
    }
}
