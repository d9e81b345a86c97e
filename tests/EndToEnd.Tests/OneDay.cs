namespace IocExplorer.EndToEnd.Tests;

/// <summary>The day of a quota ends at midnight UTC, and with it what a test counts: a test that failed over midnight is made again, once.</summary>
internal static class OneDay
{
    public static async Task RunAsync(Func<Task> test)
    {
        var day = Today;
        try
        {
            await test();
        }
        catch (Exception) when (Today != day)
        {
            await test();
        }
    }

    private static DateTime Today => TimeProvider.System.GetUtcNow().UtcDateTime.Date;
}
