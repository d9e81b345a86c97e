using System.Text.Json;

namespace IocExplorer.Analysis.Differences;

/// <summary>Differences as JSON: one array, written as they are found.</summary>
public static class DifferenceJson
{
    // Bytes after which what is written goes out.
    private const int Portion = 1 << 15;

    public static async Task WriteAsync(IAsyncEnumerable<HuntDifference> differences, Stream stream, CancellationToken cancellation)
    {
        await using var writer = new Utf8JsonWriter(stream, new() { Indented = true });
        writer.WriteStartArray();
        await foreach (var difference in differences.WithCancellation(cancellation))
        {
            // The serializer would flush the writer at the end, and not asynchronously.
            writer.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(difference, AnalysisJson.Default.HuntDifference), skipInputValidation: true);
            if (writer.BytesPending > Portion)
            {
                await writer.FlushAsync(cancellation);
            }
        }

        writer.WriteEndArray();
    }
}
