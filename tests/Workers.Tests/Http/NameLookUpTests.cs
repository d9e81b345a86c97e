using System.Net;
using System.Net.Sockets;
using IocExplorer.Testing;
using IocExplorer.Workers.Http;

namespace IocExplorer.Workers.Tests.Http;

/// <summary>Name servers that answer late, or not at all.</summary>
public sealed class NameLookUpTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(8);

    private readonly FakeTime _time = new();
    private readonly TaskCompletionSource _answers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private int _looks;

    public NameLookUpTests() => _server.Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private int Port => ((IPEndPoint)_server.LocalEndpoint).Port;

    public void Dispose()
    {
        _answers.TrySetResult();
        _server.Dispose();
    }

    [Fact]
    public async Task Connect_WhenTheNameServerNeverAnswers_SaysSoAfterItsPatience()
    {
        var names = new NameLookUp(s_patience, _time, Resolve);
        var waits = _time.WaitForTimersAsync(2);
        var first = names.ConnectAsync(new("source.example", Port), Cancellation).AsTask();
        var second = names.ConnectAsync(new("SOURCE.example", Port), Cancellation).AsTask();
        await waits;

        _time.Advance(s_patience);

        (await Should.ThrowAsync<SocketException>(first)).SocketErrorCode.ShouldBe(SocketError.TryAgain);
        (await Should.ThrowAsync<SocketException>(second)).SocketErrorCode.ShouldBe(SocketError.TryAgain);
        _looks.ShouldBeLessThanOrEqualTo(1, "a look-up holds a thread: one is enough for a name");
    }

    [Fact]
    public async Task Connect_WhenTheNameServerIsLate_Connects()
    {
        var names = new NameLookUp(s_patience, _time, Resolve);
        var waits = _time.WaitForTimersAsync(1);
        var connecting = names.ConnectAsync(new("source.example", Port), Cancellation).AsTask();
        await waits;
        _time.Advance(s_patience - TimeSpan.FromSeconds(1));

        _answers.TrySetResult();

        await using var stream = await connecting;
        using var server = await _server.AcceptTcpClientAsync(Cancellation);
        server.Connected.ShouldBeTrue();
    }

    [Fact]
    public async Task Connect_ToAnAddress_LooksNothingUp()
    {
        await using var stream = await new NameLookUp(s_patience, _time, Resolve).ConnectAsync(new("127.0.0.1", Port), Cancellation);

        _looks.ShouldBe(0);
    }

    private IPAddress[] Resolve(string name)
    {
        Interlocked.Increment(ref _looks);
        _answers.Task.Wait(Cancellation);
        return [IPAddress.Loopback];
    }
}
