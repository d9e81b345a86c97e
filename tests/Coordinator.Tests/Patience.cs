using IocExplorer.Testing;

namespace IocExplorer.Coordinator.Tests;

/// <summary>How long a test waits for what must come: a failure instead of a hang.</summary>
internal static class Patience
{
    public static Task InTime(this Task task) => task.WaitAsync(SafetyTimeout.Length, TestContext.Current.CancellationToken);

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(SafetyTimeout.Length, TestContext.Current.CancellationToken);
}
