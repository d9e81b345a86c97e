using System.IO.Compression;
using System.Text;
using IocExplorer.Messages;
using IocExplorer.Testing;
using IocExplorer.Workers.Settings;
using IocExplorer.Workers.Tests.Doubles;

namespace IocExplorer.Workers.Tests.Asking;

/// <summary>What is on the wire, and what is not: broken, late and oversized answers.</summary>
public sealed class HttpSourceWireTests
{
    private static readonly ResilienceSettings Once = new() { Attempts = 1, AttemptsWhenMalformed = 1 };

    [Fact]
    public async Task Ask_SendsTheKeyAndOurName()
    {
        await using var server = ScriptedServer.Start(_ => "ok");
        await using var asked = new SourceUnderTest(server);

        await asked.AskAsync();

        var request = server.Requests.ShouldHaveSingleItem();
        request.Key.ShouldBe("secret1");
        request.Headers["User-Agent"].ShouldBe("ioc-explorer/2.0");
        request.Headers["Accept-Encoding"].ShouldBe("gzip, deflate, br");
        request.Headers.Keys.ShouldNotContain("traceparent");
    }

    [Fact]
    public async Task Ask_WithCookiesSet_DoesNotSendThemBack()
    {
        await using var server = ScriptedServer.Start(_ => ScriptedExchange.Ok("ok", "Set-Cookie: id=1\r\n"));
        await using var asked = new SourceUnderTest(server);
        await asked.AskAsync();

        await asked.AskAsync();

        server.Requests.ShouldAllBe(r => !r.Headers.ContainsKey("Cookie"));
    }

    [Fact]
    public async Task Ask_WhenNobodyListens_SaysSoAndGivesThePermitBack()
    {
        await using var asked = new SourceUnderTest(ScriptedServer.Start(_ => ""), Once, quota: new(4, 500, 0), baseUrl: FreePort.TakeUrl());

        (await asked.AskAsync()).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Failed, "connection refused"));

        asked.Source.Status.Requests.ShouldBe(0);
        asked.Throttle.Pull();
        asked.Throttle.Used.ShouldBe(0);
    }

    [Fact]
    public async Task Ask_WhenTheConnectionIsReset_HasFailed()
    {
        await using var asked = Create((_, exchange) =>
        {
            exchange.Reset();
            return Task.CompletedTask;
        });

        (await asked.AskAsync()).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Failed, "connection reset"));
    }

    [Fact]
    public async Task Ask_WhenTheConnectionIsClosedWithoutAnAnswer_HasFailed()
    {
        await using var asked = Create((_, exchange) =>
        {
            exchange.Close();
            return Task.CompletedTask;
        });

        (await asked.AskAsync()).ShouldBe(
            new Answer.NotAnswered(NotAnsweredReason.Failed, "the connection was closed without an answer"));
    }

    [Fact]
    public async Task Ask_WhenTheConnectionIsClosedWithoutAnAnswer_IsSentOnceForEachPermit()
    {
        await using var server = ScriptedServer.Start((_, exchange) =>
        {
            exchange.Close();
            return Task.CompletedTask;
        });
        await using var asked = new SourceUnderTest(server, Once with { Attempts = 2 }, quota: new(100, 0, 0));

        (await asked.AskAsync()).ShouldBe(
            new Answer.NotAnswered(NotAnsweredReason.Failed, "the connection was closed without an answer"));

        server.Requests.Count.ShouldBe(2);
        asked.Source.Status.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task Ask_WithANotFoundThatIsLargerThanAnAnswerMayBe_IsMalformed()
    {
        await using var asked = Create(
            (_, exchange) => exchange.SendAsync($"HTTP/1.1 404 Not Found\r\nContent-Length: 2000\r\n\r\n{new string('x', 2000)}"),
            Once with { AnswerBytes = 1024 });

        (await asked.AskAsync()).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Malformed, "answer larger than 1 KiB"));
    }

    [Fact]
    public async Task Ask_WhenTheAnswerIsCutShort_IsMalformedAndNeverFound()
    {
        await using var asked = Create(async (_, exchange) =>
        {
            await exchange.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok a.example");
            exchange.Close();
        });

        (await asked.AskAsync()).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Malformed, "the answer is cut short"));
    }

    [Fact]
    public async Task Ask_WhenTheAnswerIsNoHttp_IsMalformed()
    {
        await using var asked = Create(async (_, exchange) =>
        {
            await exchange.SendAsync("SSH-2.0-OpenSSH_9.9\r\n\r\n");
            exchange.Close();
        });

        (await asked.AskAsync()).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Malformed, "the answer is not HTTP"));
    }

    [Fact]
    public async Task Ask_WhenTheSourceHangs_EndsAtTheTimeOut()
    {
        await using var asked = Create((_, exchange) => exchange.WaitForGoneAsync(), Once with { AttemptTimeout = TimeSpan.FromMilliseconds(100) },
            TimeProvider.System);

        (await asked.AskAsync()).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Failed, "no answer within 0.1 s"));
    }

    [Fact]
    public async Task Ask_WhenTheLastTryHasLessThanItsTime_NamesTheTimeOfAllTries()
    {
        await using var asked = Create(
            (_, exchange) => exchange.WaitForGoneAsync(),
            Once with { AttemptTimeout = TimeSpan.FromSeconds(15), QueryTimeout = TimeSpan.FromMilliseconds(100) },
            TimeProvider.System);

        (await asked.AskAsync()).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Failed, "no answer within 0.1 s in all"));
    }

    [Fact]
    public async Task Ask_CutOffWhileItsRequestIsAtTheSource_CountsTheRequest()
    {
        using var stop = new CancellationTokenSource();
        await using var asked = Create(async (_, exchange) =>
        {
            await stop.CancelAsync();
            await exchange.WaitForGoneAsync();
        });

        await Should.ThrowAsync<OperationCanceledException>(asked.AskAsync(cancellation: stop.Token));

        asked.Source.Status.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_WhenStoppedBeforeItsRequest_CountsNone()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await using var asked = Create((_, exchange) => exchange.SendAsync("HTTP/1.1 500\r\n\r\n"));

        await Should.ThrowAsync<OperationCanceledException>(asked.AskAsync(cancellation: stopped.Token));

        asked.Source.Status.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task Ask_WhenTheAnswerDrips_EndsAtTheTimeOutAndDropsTheConnection()
    {
        var time = new FakeTime();
        var dripped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gone = new TaskCompletionSource();
        await using var asked = Create(
            async (_, exchange) =>
            {
                await exchange.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok");
                dripped.SetResult();
                await exchange.WaitForGoneAsync();
                gone.SetResult();
            },
            Once with { AttemptTimeout = TimeSpan.FromMilliseconds(100) },
            time);

        // The time-out runs from before the request is sent.
        var asking = asked.AskAsync();
        await dripped.Task.InTimeAsync("asking", "the server", "the request");
        time.Advance(TimeSpan.FromMilliseconds(100));
        (await asking).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Failed, "no answer within 0.1 s"));

        await gone.Task.InTimeAsync("hanging up", "the server", "the end of the connection");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Ask_WithACompressedAnswer_ReadsIt(string encoding)
    {
        await using var asked = Create((_, exchange) => exchange.SendAsync(Compressed(encoding, "ok a.example"u8.ToArray())));

        (await asked.AskAsync()).ShouldBeOfType<Answer.Found>().Relations.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Ask_WithAnAnswerThatCannotBeDecompressed_IsMalformed(string encoding)
    {
        var body = Enumerable.Repeat((byte)0xff, 64).ToArray();
        await using var asked = Create((_, exchange) => exchange.SendAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {body.Length}\r\n\r\n").Concat(body).ToArray()));

        (await asked.AskAsync()).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Malformed, "the answer cannot be decompressed"));
    }

    [Theory]
    [InlineData("gzip", 1)]
    [InlineData("gzip", 8)]
    [InlineData("gzip", 20)]
    [InlineData("deflate", 4)]
    [InlineData("deflate", 20)]
    [InlineData("br", 1)]
    [InlineData("br", 20)]
    public async Task Ask_WithACompressedAnswerThatEndsEarly_IsMalformed_ThoughItsLengthIsAsAnnounced(string encoding, int missing)
    {
        var body = Encoding.ASCII.GetBytes("ok " + string.Join(' ', Enumerable.Range(0, 200).Select(i => $"n{i * 7919}.example")));
        await using var asked = Create((_, exchange) => exchange.SendAsync(Compressed(encoding, body, missing)));

        (await asked.AskAsync()).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Malformed, "the answer cannot be decompressed"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Ask_WithNoBodyWhereOneWouldBeCompressed_ReadsNothing(string encoding)
    {
        await using var asked = Create((_, exchange) => exchange.SendAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 404 Not Found\r\nContent-Encoding: {encoding}\r\nContent-Length: 0\r\n\r\n")));

        (await asked.AskAsync()).ShouldBe(Answer.Empty.Instance);
    }

    [Fact]
    public async Task Ask_WithACompressionBomb_IsMalformed()
    {
        var bomb = Compressed("gzip", new byte[64 * 1024 * 1024]);
        await using var asked = Create((_, exchange) => exchange.SendAsync(bomb));

        (await asked.AskAsync()).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Malformed, "answer larger than 8 MiB"));
    }

    [Fact]
    public async Task Ask_WithAnAnswerAnnouncedAsHuge_DoesNotReadIt()
    {
        var gone = new TaskCompletionSource();
        await using var asked = Create(async (_, exchange) =>
        {
            await exchange.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n");
            await exchange.WaitForGoneAsync();
            gone.SetResult();
        });

        (await asked.AskAsync()).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Malformed, "answer larger than 8 MiB"));

        await gone.Task.InTimeAsync("hanging up", "the server", "the end of the connection");
    }

    [Fact]
    public async Task Ask_WithAnEndlessAnswer_StopsReadingAtTheLimitAndDropsTheConnection()
    {
        var sent = 0L;
        var gone = new TaskCompletionSource();
        await using var asked = Create(async (_, exchange) =>
        {
            await exchange.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string('x', 0x10000)}\r\n");
            try
            {
                while (sent < 50 * 1024 * 1024)
                {
                    await exchange.SendAsync(chunk);
                    sent += 0x10000;
                }
            }
            catch (IOException)
            {
                gone.SetResult();
            }
        });

        (await asked.AskAsync()).ShouldBe(new Answer.NotAnswered(NotAnsweredReason.Malformed, "answer larger than 8 MiB"));

        await gone.Task.InTimeAsync("hanging up", "the server", "the end of the connection");
        sent.ShouldBeLessThan(30 * 1024 * 1024);
    }

    [Fact]
    public async Task Ask_WithAnAnswerJustBelowTheLimit_ReadsItWhole()
    {
        var body = "ok " + string.Join(' ', Enumerable.Range(0, 2_000).Select(i => $"n{i}.example"));
        await using var server = ScriptedServer.Start(_ => body);
        await using var asked = new SourceUnderTest(server, Once with { AnswerBytes = body.Length }, limit: 5_000);
        await using var tight = new SourceUnderTest(server, Once with { AnswerBytes = body.Length - 1 }, limit: 5_000);

        (await asked.AskAsync()).ShouldBeOfType<Answer.Found>().Relations.Count.ShouldBe(2_000);
        (await tight.AskAsync()).ShouldBeOfType<Answer.NotAnswered>().Reason.ShouldBe(NotAnsweredReason.Malformed);
    }

    private static SourceUnderTest Create(
        Func<ScriptedRequest, ScriptedExchange, Task> answer, ResilienceSettings? settings = null, TimeProvider? time = null) =>
        new(ScriptedServer.Start(answer), settings ?? Once, time: time);

    [Fact]
    public async Task Ask_AboutAKindThatTheOperationIsNotAskedAbout_IsEmptyWithoutARequest()
    {
        await using var server = ScriptedServer.Start(_ => "ok a.example");
        await using var asked = new SourceUnderTest(server, quota: new(1, 1, 1));

        (await asked.AskAsync("unfit.example")).ShouldBe(Answer.Empty.Instance);

        server.Requests.ShouldBeEmpty();
        (await asked.AskAsync()).ShouldBeOfType<Answer.Found>();
    }

    private static byte[] Compressed(string encoding, byte[] body, int missing = 0)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            packer.Write(body);
        }

        packed.SetLength(packed.Length - missing);
        return [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {packed.Length}\r\n\r\n"), .. packed.ToArray()];
    }
}
