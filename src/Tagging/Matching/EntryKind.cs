namespace IocExplorer.Tagging.Matching;

/// <summary>Which texts a name in a list fits.</summary>
internal enum EntryKind : byte
{
    /// <summary>The same text.</summary>
    Exact,

    /// <summary>The host name, and all names below it.</summary>
    Below,

    /// <summary>Only names below it: <c>*.example.com</c>.</summary>
    OnlyBelow,

    /// <summary>The name, and names below it if it is their registered domain: <c>github.io</c> does not match <c>somebody.github.io</c>.</summary>
    Registered,
}
