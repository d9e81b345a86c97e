namespace IocExplorer.Workers.Definitions;

/// <summary>What of a value becomes the text of a tag.</summary>
public enum TagForm
{
    /// <summary>The text of a string, number or boolean.</summary>
    Text = 1,

    /// <summary>An object or a list as JSON.</summary>
    Json = 2,

    /// <summary>The names of an object's members.</summary>
    Names = 3,

    /// <summary>How many items or members it has; none gives no tag.</summary>
    Count = 4,
}
