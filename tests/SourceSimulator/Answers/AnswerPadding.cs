using System.Globalization;
using System.Text;

namespace IocExplorer.SourceSimulator.Answers;

/// <summary>
/// Brings answers to about the size that real ones have, with members that a client has to read over: verdicts of many
/// engines, as the objects of VirusTotal carry them. The bytes are made once; an answer copies a piece of them.
/// </summary>
internal sealed class AnswerPadding
{
    private static readonly string[] Engines = ["Almas", "Brevik", "Cordon", "Dextra", "Escudo", "Falke", "Garde", "Hjelm"];

    private readonly byte[] _entries;
    private readonly int _entryLength;

    /// <param name="targetBytes">About how long an answer shall be; 0 leaves every answer as short as it is.</param>
    public AnswerPadding(int targetBytes)
    {
        TargetBytes = targetBytes;
        var text = new StringBuilder();
        for (var i = 0; text.Length <= targetBytes && targetBytes > 0; i++)
        {
            // Equal lengths, so that any number of entries is one slice.
            var name = string.Create(CultureInfo.InvariantCulture, $"{Engines[i % Engines.Length],-6}{i:D5}").Replace(' ', 'x');
            _ = text.Append(CultureInfo.InvariantCulture, $",\"{name}\":{{\"category\":\"undetected\",\"engine_name\":\"{name}\","
                + $"\"engine_version\":\"4.2.{i:D5}\",\"method\":\"blacklist\",\"result\":null}}");
            _entryLength = _entryLength == 0 ? text.Length : _entryLength;
        }

        _entries = Encoding.ASCII.GetBytes(text.ToString());
    }

    public int TargetBytes { get; }

    /// <summary>
    /// Adds a member (with a comma before it) so that the buffer comes to about <paramref name="upTo"/> bytes; nothing
    /// when it is that long already. <paramref name="member"/> is the quoted name and the colon.
    /// </summary>
    public void Fill(Utf8Buffer buffer, int upTo, ReadOnlySpan<byte> member)
    {
        if (_entryLength == 0)
        {
            return;
        }

        var missing = upTo - buffer.Length - member.Length - 3;
        var count = Math.Min((missing + (_entryLength / 2)) / _entryLength, _entries.Length / _entryLength);
        if (count <= 0)
        {
            return;
        }

        buffer.Add(","u8);
        buffer.Add(member);
        buffer.Add("{"u8);
        buffer.Add(_entries.AsSpan(1, (count * _entryLength) - 1));
        buffer.Add("}"u8);
    }
}
