namespace IocExplorer.Workers.Definitions.Model;

/// <summary>How the body of an answer is written.</summary>
public enum AnswerFormat
{
    Json = 1,

    /// <summary>A JSON value a line; read as a list of them. A body without lines is an empty list.</summary>
    JsonLines = 2,
}
