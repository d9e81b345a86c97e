namespace IocExplorer.Analysis.Records;

/// <summary>The texts of a record, each once, numbered by first use.</summary>
internal sealed class TextTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly FieldWriter _texts = new();

    /// <returns>0 for null, else the text's number from 1.</returns>
    public int NumberOf(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        if (!_numbers.TryGetValue(text, out var number))
        {
            _texts.Text(text);
            _numbers.Add(text, number = _numbers.Count + 1);
        }

        return number;
    }

    public void WriteTo(FieldWriter writer)
    {
        writer.Count(_numbers.Count);
        writer.Bytes(_texts.Written);
    }

    /// <summary>By number; null is number 0.</summary>
    public static string?[] Read(FieldReader reader)
    {
        var texts = new string?[reader.Count() + 1];
        for (var number = 1; number < texts.Length; number++)
        {
            texts[number] = reader.Text();
        }

        return texts;
    }
}
