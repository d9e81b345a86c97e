namespace IocExplorer.Persistence.Sqlite;

/// <summary>What becomes of queries that an earlier process asked and nobody answered.</summary>
public enum SqliteLeftovers
{
    /// <summary>They stay in line, in front, and are claimed whether anybody still wants them or not.</summary>
    StayInLine = 1,

    /// <summary>
    /// They stand aside until they are asked again, and then go to the end of the line. For runs that ask again for all that they need: what an
    /// abandoned run left behind then costs no calls.
    /// </summary>
    WaitUntilAskedAgain = 2,
}
