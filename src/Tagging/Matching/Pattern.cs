using System.Text.RegularExpressions;

namespace IocExplorer.Tagging.Matching;

/// <summary>
/// A regular expression of a list. Nearly all run in time proportional to the text; those that .NET cannot run so (look-around, back references)
/// are stopped after <see cref="Patience"/>, and not used any more when that happened too often, so that a hostile one costs only milliseconds.
/// </summary>
internal sealed class Pattern(Regex regex, ushort tag)
{
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);
    private const int MostTimeouts = 3;
    private int _timeouts;

    public ushort Tag => tag;

    public bool Fits(ReadOnlySpan<char> text)
    {
        if (Volatile.Read(ref _timeouts) >= MostTimeouts)
        {
            return false;
        }

        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            Interlocked.Increment(ref _timeouts);
            return false;
        }
    }
}
