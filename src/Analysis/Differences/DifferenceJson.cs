using System.Text.Json;
using IocExplorer.Analysis.Output;

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
            JsonSerializer.Serialize(writer, difference, AnalysisJson.Default.HuntDifference);
            if (writer.BytesPending > Portion)
            {
                await writer.FlushAsync(cancellation);
            }
        }

        writer.WriteEndArray();
    }
}
