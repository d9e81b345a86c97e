namespace IocExplorer.Messages;

/// <summary>Names that people write: case and surrounding spaces do not matter.</summary>
internal static class WrittenNames
{
    /// <returns>The place of the name; -1 when it is none of these.</returns>
    public static int IndexOf(ReadOnlySpan<string> names, ReadOnlySpan<char> text)
    {
        text = text.Trim();
        for (var at = 0; at < names.Length; at++)
        {
            if (text.Equals(names[at], StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }
        }

        return -1;
    }
}
