using System.Text;

namespace IocExplorer.Seed.Screens;

/// <summary>
/// Standard output that may go away in the middle of a run: a reader such as <c>head</c> that has seen enough, a full disk. The run is worth
/// more than its words: from the first failure on they are dropped.
/// </summary>
internal sealed class TolerantWriter(TextWriter inner) : TextWriter
{
    private bool _gone;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        if (_gone)
        {
            return;
        }

        try
        {
            write();
        }
        catch (IOException)
        {
            _gone = true;
        }
    }
}
