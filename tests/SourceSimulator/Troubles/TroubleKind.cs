namespace IocExplorer.SourceSimulator.Troubles;

/// <summary>The troubles that the simulator can give instead of, or inside, an answer; <see cref="TroubleGrammar"/> explains each.</summary>
public enum TroubleKind
{
    Status,
    Edge429,
    Hang,
    Drip,
    Reset,
    Truncate,
    Malformed,
    Shape,
    Html,
    QuotaText,
    Bomb,
    Big,
    Deep,
    Redirect,
    NextElsewhere,
    NextLoop,
    Hostile,
}
