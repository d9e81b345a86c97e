namespace IocExplorer.Workers.Lanes;

internal enum VerdictKind
{
    Ask = 1,

    /// <summary>This lane may not, another one may.</summary>
    HandBack = 2,

    /// <summary>No lane may.</summary>
    Answer = 3,
}
