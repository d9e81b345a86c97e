namespace IocExplorer.Analysis.Records;

/// <summary>How columns of a record are written and read.</summary>
internal static class FieldColumns
{
    /// <summary>A text that may not be null.</summary>
    public static string Needed(FieldReader reader, string?[] texts) => texts[reader.Index(texts.Length)] ?? throw FieldReader.Damaged();

    public static T Replace<T>(ref T held, T next)
    {
        var before = held;
        held = next;
        return before;
    }

    public static void Column<T>(IReadOnlyList<T> rows, Action<T> write)
    {
        foreach (var row in rows)
        {
            write(row);
        }
    }

    public static T[] Column<T>(int count, Func<T> read)
    {
        var column = count == 0 ? [] : new T[count];
        for (var at = 0; at < column.Length; at++)
        {
            column[at] = read();
        }

        return column;
    }
}
