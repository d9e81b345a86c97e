using System.IO.MemoryMappedFiles;
using System.Text;

namespace IocExplorer.Fuzzing.Engine;

/// <summary>
/// What a thread has in hand, in a file that outlives the process: an overflow of the stack or of the memory ends it without another word. The file is there
/// only after such an end.
/// </summary>
internal sealed class InputNote : IDisposable
{
    private const int Size = 64;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte[] _text = new byte[Size];

    public InputNote(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, null, Size);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>Overwrites what was noted before.</summary>
    public void Write(string kind, long number)
    {
        Array.Fill(_text, (byte)' ');
        Encoding.ASCII.TryGetBytes(kind, _text, out var written);
        number.TryFormat(_text.AsSpan(Math.Min(written + 1, Size)), out _);
        _text[^1] = (byte)'\n';
        _view.WriteArray(0, _text, 0, Size);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
