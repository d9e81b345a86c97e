namespace IocExplorer.SourceSimulator.Answers;

/// <summary>What the pages of a looping cursor hold.</summary>
internal enum LoopForm
{
    /// <summary>The cursor does not loop.</summary>
    None,

    /// <summary>The first page holds half the values, the looping page the others, again and again.</summary>
    Rest,

    /// <summary>Every page is the first page.</summary>
    Same,

    /// <summary>The looping page is empty.</summary>
    Empty,
}
