using System.Net;
using System.Net.Sockets;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Troubles;

/// <summary>Answers that hang, drip, or break off.</summary>
public sealed class ConnectionTroubleTests : TroubleTest
{
    [Fact]
    public async Task Hang_LastsUntilTheClientLeaves()
    {
        await using var simulator = await StartAsync("hang");
        using var wire = new WireClient(simulator);
        var leaving = new CancellationTokenSource();

        var asking = wire.AskAsync(Operation.DomainResolutions, Name, leaving);
        await simulator.WhenInFlightAsync(1);
        asking.IsCompleted.ShouldBeFalse();
        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asking);
        await simulator.WhenIdleAsync();
        simulator.Stats.Troubled.ShouldBe(1);
    }

    [Fact]
    public async Task HangInTheBody_SendsHalfAndThenNothing()
    {
        await using var simulator = await StartAsync("hang:body");
        using var wire = new WireClient(simulator);
        var leaving = new CancellationTokenSource();

        using var response = await wire.AskAsync(Operation.DomainResolutions, Name);
        var half = new byte[(int)response.Content.Headers.ContentLength! / 2];
        await using var body = await response.Content.ReadAsStreamAsync(Stop);
        await body.ReadExactlyAsync(half, Stop);
        var rest = body.ReadAsync(new byte[1], leaving.Token).AsTask();

        rest.IsCompleted.ShouldBeFalse();
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(rest);
    }

    [Fact]
    public async Task AHangingSimulator_StopsAtOnce()
    {
        var simulator = await StartAsync("hang");
        using var wire = new WireClient(simulator);
        var asking = wire.AskAsync(Operation.DomainResolutions, Name);
        await simulator.WhenInFlightAsync(1);

        await simulator.DisposeAsync();

        await Should.ThrowAsync<HttpRequestException>(asking);
    }

    [Fact]
    public async Task Drip_SendsTheRightAnswerByteByByte()
    {
        var time = new ManualTime();
        await using var simulator = await Simulator.StartAsync(new SimulatorOptions { World = World, TimeProvider = time });
        simulator.SetTroubles("drip,every=250");
        using var wire = new WireClient(simulator);

        using var response = await wire.AskAsync(Operation.RegistrantEmail, Name);
        var length = (int)response.Content.Headers.ContentLength!;
        var reading = response.Content.ReadAsStringAsync(Stop);
        for (var i = 0; i < length; i++)
        {
            reading.IsCompleted.ShouldBeFalse();
            await time.WhenTimersAsync(1);
            time.Advance(TimeSpan.FromMilliseconds(250));
        }

        (await reading).ShouldContain("owner@verdalo.net");
        await simulator.WhenIdleAsync();
        simulator.CountOf(Operation.RegistrantEmail, Name).Answered.ShouldBe(1);
    }

    [Fact]
    public async Task ResetBeforeTheHeaders_CutsTheConnection()
    {
        await using var simulator = await StartAsync("reset:headers");
        using var wire = new WireClient(simulator);

        var fault = await Should.ThrowAsync<HttpRequestException>(wire.AskAsync(Operation.DomainResolutions, Name));

        SocketErrorIn(fault).ShouldBe(SocketError.ConnectionReset);
    }

    [Fact]
    public async Task ResetInTheBody_CutsTheConnectionAfterHalf()
    {
        await using var simulator = await StartAsync("reset:body");
        using var wire = new WireClient(simulator);

        // The reset may overtake the first half on its way.
        var fault = await Should.ThrowAsync<Exception>(async () =>
        {
            using var response = await wire.AskAsync(Operation.DomainResolutions, Name);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            _ = await response.Content.ReadAsByteArrayAsync(Stop);
        });

        SocketErrorIn(fault).ShouldBe(SocketError.ConnectionReset);
    }

    [Fact]
    public async Task Truncate_PromisesMoreBytesThanCome()
    {
        await using var simulator = await StartAsync("truncate");
        using var wire = new WireClient(simulator);

        using var response = await wire.AskAsync(Operation.DomainResolutions, Name);
        var received = new MemoryStream();
        var fault = await Should.ThrowAsync<HttpRequestException>(response.Content.CopyToAsync(received, Stop));

        fault.HttpRequestError.ShouldBe(HttpRequestError.ResponseEnded);
        received.Length.ShouldBe(response.Content.Headers.ContentLength!.Value / 2);
    }
}
