using System.Text;

namespace IocExplorer.EndToEnd.Tests;

/// <summary>Compares the results of two runs, file by file, and names the first line that differs.</summary>
internal static class TreeBytes
{
    public static void ShouldBe(IReadOnlyDictionary<string, byte[]> actual, IReadOnlyDictionary<string, byte[]> expected)
    {
        actual.Keys.ShouldBe(expected.Keys);
        foreach (var (file, bytes) in expected)
        {
            if (!actual[file].AsSpan().SequenceEqual(bytes))
            {
                Assert.Fail($"{file}: {FirstDifference(actual[file], bytes)}");
            }
        }
    }

    private static string FirstDifference(byte[] actual, byte[] expected)
    {
        var actualLines = Encoding.UTF8.GetString(actual).Split('\n');
        var expectedLines = Encoding.UTF8.GetString(expected).Split('\n');
        for (var i = 0; i < Math.Min(actualLines.Length, expectedLines.Length); i++)
        {
            if (actualLines[i] != expectedLines[i])
            {
                return $"line {i + 1} is\n{actualLines[i]}\nand should be\n{expectedLines[i]}";
            }
        }

        return $"{actualLines.Length} lines instead of {expectedLines.Length}";
    }
}
