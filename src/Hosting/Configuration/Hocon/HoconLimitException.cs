namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>A text that is HOCON but would grow beyond all measure when its substitutions are filled in. The message is a line for the user.</summary>
internal sealed class HoconLimitException(string problem) : FormatException(problem)
{
    private const int Deepest = 64;
    private const int MostText = 8 * 1024 * 1024;

    /// <summary>Of what is resolved and is to be walked.</summary>
    public static void ThrowIfBeyond(HoconPosition place, int depth, long length)
    {
        if (depth > Deepest || length > MostText)
        {
            throw new HoconLimitException(
                $"{place}: what stands here becomes too deep or too long when its substitutions are filled in. Write the value itself.");
        }
    }
}
