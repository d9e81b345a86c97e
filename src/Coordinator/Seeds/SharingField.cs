namespace IocExplorer.Coordinator.Seeds;

/// <summary>
/// The sharing level of a line: in a column of its own, or anywhere with <c>tlp:</c> in front. One that cannot be read is an error, not a note to ignore.
/// </summary>
internal static class SharingField
{
    /// <param name="fields">All of the line.</param>
    /// <param name="values">How many of them, from the left, cannot be one.</param>
    /// <param name="column">The column of levels; negative without one.</param>
    /// <param name="isNamed">Whether the file names that column; otherwise a field there may be a note.</param>
    public static bool TryRead(List<CsvField> fields, int values, int column, bool isNamed, out SharingLevel? level, out SeedError fault)
    {
        level = null;
        fault = default;
        for (var i = 0; i < fields.Count; i++)
        {
            var text = fields[i].Text;
            var isMarked = i >= values && text.StartsWith("tlp:", StringComparison.OrdinalIgnoreCase);
            if ((i != column && !isMarked) || text.Length == 0 || text.Equals("tlp", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (SharingLevelNames.TryParse(text, out var read) || (isNamed && i == column && TryReadNumber(text, out read)))
            {
                level = level is { } other && other > read ? other : read;
            }
            else if (isMarked || isNamed)
            {
                fault = new($"has the unknown sharing level '{SeedLineText.Of(text)}'", $"Write one of {string.Join(", ", SharingLevelNames.All)}")
                {
                    Kind = "has an unknown sharing level",
                };
                return false;
            }
        }

        return true;
    }

    // As TheHive and what feeds it write them. Its versions differ in what 3 means: the stricter counts.
    private static bool TryReadNumber(string text, out SharingLevel level)
    {
        level = text switch
        {
            "0" => SharingLevel.Clear,
            "1" => SharingLevel.Green,
            "2" => SharingLevel.Amber,
            _ => SharingLevel.Red,
        };
        return text is "0" or "1" or "2" or "3" or "4";
    }
}
