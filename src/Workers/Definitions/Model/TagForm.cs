namespace IocExplorer.Workers.Definitions.Model;

/// <summary>What of a value becomes the text of a tag.</summary>
public enum TagForm
{
    Text = 1,

    /// <summary>An object or a list as JSON.</summary>
    Json = 2,

    Names = 3,

    /// <summary>How many items or members it has; none gives no tag.</summary>
    Count = 4,

    /// <summary>A time, as <c>2026-01-05T08:15:00Z</c>; what is none gives no tag.</summary>
    Time = 5,
}
