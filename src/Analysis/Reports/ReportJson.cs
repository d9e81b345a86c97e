using System.Text.Json;

namespace IocExplorer.Analysis.Reports;

/// <summary>A report as JSON, with all pivots and groups that it lists.</summary>
public static class ReportJson
{
    public static void Write(HuntReport report, Stream stream) => JsonSerializer.Serialize(stream, report, AnalysisJson.Default.HuntReport);
}
