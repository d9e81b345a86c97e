namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>Turns a JSON value a line into one list, so that one reader does for both.</summary>
internal static class JsonLines
{
    /// <summary>The list; blank lines are left out.</summary>
    public static byte[] ToList(ReadOnlySpan<byte> lines)
    {
        using var list = new MemoryStream(lines.Length + 2);
        list.WriteByte((byte)'[');
        var isFirst = true;
        foreach (var range in lines.Split((byte)'\n'))
        {
            var line = lines[range].Trim(" \t\r"u8);
            if (line.IsEmpty)
            {
                continue;
            }

            if (!isFirst)
            {
                list.WriteByte((byte)',');
            }

            isFirst = false;
            list.Write(line);
        }

        list.WriteByte((byte)']');
        return list.ToArray();
    }

    /// <summary>The first line that is not blank.</summary>
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> lines)
    {
        var text = lines.TrimStart(" \t\r\n"u8);
        var end = text.IndexOf((byte)'\n');
        return end < 0 ? text : text[..end];
    }
}
