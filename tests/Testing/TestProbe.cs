using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using IocExplorer.Actors;

namespace IocExplorer.Testing;

/// <summary>An actor that only records. Give its <see cref="Mailbox"/> to the subject and await what the subject sends.</summary>
public sealed class TestProbe<TMessage> : IAsyncDisposable
{
    private readonly Recorder _recorder = new();
    private readonly string _name;
    private readonly TimeProvider _time;

    /// <param name="name">Names the probe in the message of a time-out.</param>
    /// <param name="time">The clock of the safety time-out; the real one by default.</param>
    public TestProbe(string name = "the probe", TimeProvider? time = null)
    {
        _name = name;
        _time = time ?? TimeProvider.System;
        Mailbox = new(name, _ => _recorder);
    }

    public Mailbox<TMessage> Mailbox { get; }

    /// <summary>The next message in the order of arrival.</summary>
    /// <param name="phase">What the test is doing; the test's name by default.</param>
    /// <exception cref="TimeoutException">Nothing came; says phase, entity, expected and actual.</exception>
    public Task<TMessage> NextAsync([CallerMemberName] string phase = "") => ReadAsync(typeof(TMessage).Name, phase);

    /// <summary>The next message, which has to be of this case.</summary>
    /// <exception cref="InvalidOperationException">Another message came.</exception>
    public async Task<TCase> NextAsync<TCase>([CallerMemberName] string phase = "")
        where TCase : TMessage =>
        await ReadAsync(typeof(TCase).Name, phase) is var message && message is TCase expected
            ? expected
            : throw new InvalidOperationException($"{phase}: {_name}: expected {typeof(TCase).Name}; actual: {message}.");

    /// <summary>Takes no more messages; gives those that nobody has read yet. The way to see that nothing more came.</summary>
    public async Task<IReadOnlyList<TMessage>> StopAsync([CallerMemberName] string phase = "")
    {
        await Mailbox.StopAsync().InTimeAsync(phase, _name, "an orderly stop", Actual, _time);
        var rest = new List<TMessage>();
        while (_recorder.Unread.Reader.TryRead(out var message))
        {
            rest.Add(message);
        }

        return rest;
    }

    public ValueTask DisposeAsync() => Mailbox.DisposeAsync();

    private Task<TMessage> ReadAsync(string expected, string phase) =>
        _recorder.Unread.Reader.ReadAsync().AsTask().InTimeAsync(phase, _name, $"another {expected}", Actual, _time);

    private string Actual() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_recorder.Count} received in all{(_recorder.Count == 0 ? "" : $", the last one {_recorder.Last}")}");

    private sealed class Recorder : IActor<TMessage>
    {
        private volatile int _count;

        public Channel<TMessage> Unread { get; } = Channel.CreateUnbounded<TMessage>();

        public int Count => _count;

        public TMessage? Last { get; private set; }

        public ValueTask HandleAsync(TMessage message, CancellationToken cancellation)
        {
            Last = message;
            _count++;
            return Unread.Writer.WriteAsync(message, cancellation);
        }
    }
}
