namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>A text that is HOCON but would grow beyond all measure when its substitutions are filled in. The message is a line for the user.</summary>
internal sealed class HoconLimitException(string problem) : FormatException(problem)
{
    public static HoconLimitException OfResolved(HoconPosition place) =>
        new($"{place}: what stands here becomes too deep or too long when its substitutions are filled in. Write the value itself.");
}
