using System.Text;
using System.Text.Json;

namespace IocExplorer.Analysis.Exports;

/// <summary>
/// What stands between writers that write at once (XML, JSON, text) and a stream that wants to be written asynchronously, such as an answer over HTTP: a buffer
/// that is handed on piece by piece.
/// </summary>
internal sealed class ExportOutput(Stream target) : IDisposable
{
    private const int PieceBytes = 64 * 1024;

    private readonly MemoryStream _piece = new(2 * PieceBytes);

    /// <summary>UTF-8 without a byte order mark.</summary>
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>To be written to; closing it does nothing to the target.</summary>
    public Stream Stream => _piece;

    public void Dispose() => _piece.Dispose();

    public void Write(string text) => _piece.Write(Utf8.GetBytes(text));

    /// <summary>To be called after each item, when the writer above has flushed: hands on what has come together, if it is enough.</summary>
    public ValueTask PassOnAsync(CancellationToken cancellation) => _piece.Length < PieceBytes ? ValueTask.CompletedTask : EndAsync(cancellation);

    /// <summary>The same after an item that was written with this writer.</summary>
    public async ValueTask PassOnAsync(Utf8JsonWriter json, CancellationToken cancellation)
    {
        await json.FlushAsync(cancellation);
        await PassOnAsync(cancellation);
    }

    /// <summary>Hands on all.</summary>
    public async ValueTask EndAsync(CancellationToken cancellation)
    {
        await target.WriteAsync(_piece.GetBuffer().AsMemory(0, (int)_piece.Length), cancellation).ConfigureAwait(false);
        _piece.SetLength(0);
    }
}
