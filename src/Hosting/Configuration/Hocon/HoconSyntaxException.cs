namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>A text that is no HOCON. The message is a whole line for the user: file, line, column, what is wrong, what to do.</summary>
internal sealed class HoconSyntaxException(string file, int line, int column, string problem)
    : FormatException($"{file} line {line} column {column}: {problem}");
