namespace IocExplorer.Persistence.Sqlite;

/// <summary>The open queries of one operation that one hunt asked first, in the order asked.</summary>
internal sealed class Line(int operation, long hunt, long passed)
{
    public int Operation => operation;

    public long Hunt => hunt;

    /// <summary>Open and not claimed.</summary>
    public int Waiting { get; set; }

    public int Claimed { get; set; }

    /// <summary>Every open query of this line up to this turn is claimed or stands aside, so claims begin behind it.</summary>
    public long Passed { get; set; } = passed;
}
