namespace IocExplorer.Coordinator.Seeds;

/// <summary>Reads the lines of a list whose first line names its columns.</summary>
internal sealed class ColumnRows(SeedColumns columns, char separator)
{
    private readonly List<CsvField> _fields = [];
    private readonly int _lastNeeded = Math.Max(Math.Max(columns.Value, columns.Type), columns.Typed.Count == 0 ? -1 : columns.Typed.Max(t => t.Column));

    /// <summary>Whether the last line ended inside a note in quotes, which then goes on in the next one.</summary>
    public bool EndsInNote { get; private set; }

    /// <summary>Whether the last line had too few fields to have a value: then it may be one alone.</summary>
    public bool IsShort { get; private set; }

    public SeedRow Read(ReadOnlySpan<char> line)
    {
        CsvLine.Split(line, separator, _fields);
        EndsInNote = _fields.Count - 1 > _lastNeeded && _fields[^1].Fault == CsvLine.Unclosed;
        IsShort = columns.Value >= 0 ? columns.Value >= _fields.Count : _fields.Count <= columns.Typed.Min(t => t.Column);
        if (IsShort)
        {
            var reason = $"has {_fields.Count} of the {columns.Count} columns that the first line names";
            return SeedRow.Bad(new(reason, SeedError.CorrectIt) { Kind = "has fewer columns than the first line names" });
        }

        // Without a name the third field of type,value may still be one.
        var column = columns.Level >= 0 ? columns.Level : columns.Count < 3 ? 2 : -1;
        return !SharingField.TryRead(_fields, 0, column, columns.Level >= 0, out var level, out var fault) ? SeedRow.Bad(fault)
            : columns.Value >= 0 ? OfOneValue(level)
            : OfTypedValues(level);
    }

    private SeedRow OfOneValue(SharingLevel? level)
    {
        var value = _fields[columns.Value];
        var written = columns.Type >= 0 && columns.Type < _fields.Count ? _fields[columns.Type].Text : "";
        if (value.Fault.Length > 0)
        {
            return SeedRow.Bad(new(value.Fault, SeedError.CorrectIt));
        }

        if (SeedFields.IsCut(SeedTypeNames.TryParse(written, out var type) ? type : null, _fields, columns.Value, columns.Count))
        {
            return SeedRow.Bad(SeedFields.Cut);
        }

        if (value.IsEmpty)
        {
            return SeedRow.Bad(written.Length > 0 ? SeedFields.TypeAlone : SeedFields.Empty);
        }

        var fault = SeedFields.Read(written, value.Text, mayBeWord: columns.Count > 2, out var seed);
        return fault is { } wrong ? SeedRow.Bad(wrong) : SeedFields.Row(written, value.Text, seed, level);
    }

    private SeedRow OfTypedValues(SharingLevel? level)
    {
        List<Ioc> seeds = [];
        SeedError? fault = null;
        foreach (var (column, type) in columns.Typed)
        {
            var field = column < _fields.Count ? _fields[column] : default;
            if (string.IsNullOrEmpty(field.Text) || (type.Type == IocType.File && seeds.Exists(s => s.Type == IocType.File)))
            {
                continue;
            }

            if (field.Fault.Length > 0)
            {
                fault ??= new(field.Fault, SeedError.CorrectIt);
            }
            else if (SeedFields.IsCut(type, _fields, column, columns.Count))
            {
                fault ??= SeedFields.Cut;
            }
            else if (SeedValue.TryRead(type, field.Text, out var seed, out var reason))
            {
                seeds.Add(seed);
            }
            else
            {
                fault ??= new($"has a value that {reason}", SeedError.CorrectIt);
            }
        }

        return new(seeds, level, seeds.Count == 0 && fault is null ? SeedFields.Empty : fault);
    }
}
