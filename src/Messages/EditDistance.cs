namespace IocExplorer.Messages;

/// <summary>
/// How far apart two names are, to suggest the name that was probably meant. Our own: the framework has none, and a package for 20 lines is not worth it.
/// </summary>
public static class EditDistance
{
    private const int LongestCompared = 64;

    /// <summary>
    /// Letters to insert, remove, change, or swap with their neighbour; case does not matter. Only the first 64 characters count: longer texts are no
    /// typing mistakes.
    /// </summary>
    public static int Between(string one, string other)
    {
        var a = one[..Math.Min(one.Length, LongestCompared)].ToLowerInvariant();
        var b = other[..Math.Min(other.Length, LongestCompared)].ToLowerInvariant();
        int[] beforeLast = [];
        int[] last = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last) = (last, row);
        }

        return last[^1];
    }
}
