namespace IocExplorer.Messages;

/// <summary>What stands for a character that is not fit to be printed.</summary>
public enum Unprintable
{
    /// <summary>Nothing.</summary>
    Dropped = 1,

    /// <summary>A blank.</summary>
    Blank,

    /// <summary>"?".</summary>
    QuestionMark,

    /// <summary>Its number: <c>\u{1b}</c>.</summary>
    Escape,
}
