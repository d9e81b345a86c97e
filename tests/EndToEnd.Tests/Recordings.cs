using IocExplorer.Testing;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>The original tool's published results, read in place.</summary>
internal static class Recordings
{
    /// <summary>The folder of published trees; a test that needs it is left out, and says so, in a clone that has none beside it.</summary>
    public static string Trees()
    {
        if (CheckoutFolder.Recordings is { } recordings)
        {
            return Path.Combine(recordings, "recorded-trees");
        }

        Assert.SkipUnless(CheckoutFolder.RecordingsAreRequired, "The published trees are not beside this checkout.");
        throw new InvalidOperationException($"The published trees are missing beside {CheckoutFolder.Root}.");
    }
}
