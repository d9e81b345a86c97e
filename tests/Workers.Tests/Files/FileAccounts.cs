using IocExplorer.Workers.Files;

namespace IocExplorer.Workers.Tests.Files;

internal static class FileAccounts
{
    /// <summary>All items of a file, whatever became of them.</summary>
    public static int Items(this FileAccount account) => account.Read + account.Repeated + account.LeftOut + account.Counted.Values.Sum();
}
