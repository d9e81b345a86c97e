using System.Globalization;

namespace IocExplorer.Tagging.Lists;

/// <summary>A list as it was found.</summary>
/// <param name="File">For messages, with the place inside of an archive.</param>
/// <param name="Name">Its short name: that of its folder when the file is called <c>list.json</c>, else that of the file.</param>
/// <param name="Bytes">Belong to the reader until the next list.</param>
/// <param name="Written">When it was last written; null when that is not known.</param>
internal readonly record struct ListContent(string File, string Name, ReadOnlyMemory<byte> Bytes, DateTimeOffset? Written)
{
    public bool IsJson => File.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Without a byte order mark.</summary>
    public ReadOnlySpan<byte> Text => Bytes.Span is var text && text.StartsWith("\uFEFF"u8) ? text[3..] : text;

    /// <summary>The day on which it was written; null when that is not known.</summary>
    public string? Version => Written?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
