namespace IocExplorer.Hosting.Configuration;

/// <summary>What a file is that is no text, by its first bytes: people name an archive where what is packed in it is meant.</summary>
/// <param name="Name">Behind "is".</param>
/// <param name="Advice">What to do, as a sentence without full stop.</param>
public sealed record FileSignature(string Name, string Advice)
{
    /// <summary>So many bytes tell.</summary>
    public const int Length = 8;

    private const string Unpack = "Unpack it first";
    private const string SaveAsCsv = "Save the list as CSV";

    /// <param name="head">The file's beginning.</param>
    /// <returns>Null for what may be text.</returns>
    public static FileSignature? Of(ReadOnlySpan<byte> head) =>
        head.StartsWith("PK\x03\x04"u8) ? new("an archive or a workbook of a spreadsheet", SaveAsCsv)
        : head.StartsWith("%PDF"u8) ? new("a PDF", "Copy its indicators into a text file, one a line")
        : head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? new("compressed (gzip)", Unpack)
        : head.StartsWith("BZh"u8) && head.Length > 4 && head[4] == 0x31 ? new("compressed (bzip2)", Unpack)
        : head.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A]) ? new("compressed (xz)", Unpack)
        : head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? new("compressed (zstd)", Unpack)
        : head.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF]) ? new("an archive (7z)", Unpack)
        : head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? new("a document or a workbook of an office program", SaveAsCsv)
        : null;
}
