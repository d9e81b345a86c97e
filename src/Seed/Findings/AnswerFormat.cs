namespace IocExplorer.Seed.Findings;

/// <summary>How an answer about a hunt is written: for people, for programs, or for a spreadsheet.</summary>
internal enum AnswerFormat
{
    Text,
    Json,
    Csv,
}
