using System.Text;

namespace IocExplorer.Seed.Screens;

/// <summary>
/// Standard output that may fail in the middle of a run: a full disk. The run is worth more than its words: from the first failure on they are dropped, and
/// the end of the run says so.
/// </summary>
internal sealed class TolerantWriter(TextWriter inner) : TextWriter
{
    /// <summary>The first failure; null while all was written. A reader that has seen enough is none: .NET takes that for a success.</summary>
    public IOException? Failure { get; private set; }

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        if (Failure is not null)
        {
            return;
        }

        try
        {
            write();
        }
        catch (IOException failure)
        {
            Failure = failure;
        }
    }
}
