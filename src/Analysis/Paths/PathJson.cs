using System.Text.Json;

namespace IocExplorer.Analysis.Paths;

/// <summary>Where an IOC comes from, or why it is not there, as JSON.</summary>
public static class PathJson
{
    public static void Write(WhyAnswer answer, Stream stream) => JsonSerializer.Serialize(stream, answer, AnalysisJson.Default.WhyAnswer);

    public static void Write(Explanation explanation, Stream stream) => JsonSerializer.Serialize(stream, explanation, AnalysisJson.Default.Explanation);
}
