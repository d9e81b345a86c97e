using System.Globalization;
using System.Net;
using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Tokens;
using static IocExplorer.Coordinator.Tests.Api.ApiService;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Who may do what.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task TokenThatIsRevoked_EndsAtOnceHere_AndWithinSecondsElsewhere()
    {
        await using var service = await StartAsync();
        var admin = await service.ClientAsync(TokenRole.Admin);
        var reader = await service.ClientAsync(TokenRole.Read, "reader");
        (await reader.GetAsync("/api/v1/hunts", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await admin.DeleteAsync("/api/v1/tokens/reader", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await reader.GetAsync("/api/v1/hunts", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await admin.DeleteAsync("/api/v1/tokens/reader", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task TokenRevokedByAnotherCoordinator_IsTakenForAsLongAsTheListIsGood_AndNoLonger()
    {
        var time = new Testing.FakeTime();
        await using var service = await StartAsync(o => o with { Time = time, TokensGoodFor = TimeSpan.FromSeconds(3) });
        var reader = await service.ClientAsync(TokenRole.Read, "reader");
        await service.TokenAsync(TokenRole.Admin);
        (await reader.GetAsync("/api/v1/hunts", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await service.Tokens.RevokeAsync("reader", Cancellation)).ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(2.9));
        var before = (await reader.GetAsync("/api/v1/hunts", Cancellation)).StatusCode;
        time.Advance(TimeSpan.FromSeconds(0.1));
        var after = (await reader.GetAsync("/api/v1/hunts", Cancellation)).StatusCode;

        (before, after).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task AdminTokenOfTheConfiguration_MayDoEverything_AndClosesTheLoopbackDoor()
    {
        await using var service = await StartAsync(o => o with { AdminTokenHash = TokenText.Hash("a token of the operator's own") });

        using var response = await service.Client("a token of the operator's own")
            .PostAsync("/api/v1/tokens", Json("""{"name":"x","role":"read"}"""), Cancellation);
        var made = await response.ReadAsync(HttpStatusCode.Created, ServiceJson.Default.MadeToken);

        made.Token.ShouldStartWith("ioc_");
        (await service.Client().GetAsync("/api/v1/hunts", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SubmitAsync(service.Client("a token of the operator's own"), "a.com")).SubmittedBy.ShouldBe("admin-file");
    }

    [Fact]
    public async Task ServiceWithoutTokens_LetsThisMachineDoEverything_AndNobodyElseAnything()
    {
        await using var service = await StartAsync();
        var client = service.Client();

        (await SubmitAsync(client, "a.com")).SubmittedBy.ShouldBe("loopback");
        service.Remote = IPAddress.Parse("::ffff:127.0.0.1");
        (await client.GetAsync("/api/v1/tokens", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var remote in new[] { "192.0.2.7", "10.0.0.1", "::ffff:192.0.2.7", "2001:db8::1", "0.0.0.0" })
        {
            service.Remote = IPAddress.Parse(remote);
            using var response = await client.GetAsync("/api/v1/hunts", Cancellation);
            (await response.ProblemAsync(HttpStatusCode.Forbidden, "loopback-only")).Detail().ShouldContain("token add NAME --role admin");
        }
    }

    [Fact]
    public async Task TokenWithManyRequests_IsToldToWait_AndTheOthersAreNot()
    {
        await using var service = await StartAsync(o => o with { RequestsPerMinute = 3 });
        var (busy, other) = (await service.ClientAsync(TokenRole.Read), await service.ClientAsync(TokenRole.Read));
        for (var i = 0; i < 3; i++)
        {
            (await busy.GetAsync("/api/v1/hunts", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var response = await busy.GetAsync("/api/v1/hunts", Cancellation);

        await response.ProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        response.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        (await other.GetAsync("/api/v1/hunts", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task GuessingTokens_EndsInTooMany_ForRightOnesAsWell_ButNotForThoseKnownFromThere()
    {
        await using var service = await StartAsync(o => o with { StrangersPerMinute = 5 });
        service.Remote = IPAddress.Parse("192.0.2.7");
        var (known, fresh) = (await service.ClientAsync(TokenRole.Read), await service.ClientAsync(TokenRole.Read));
        (await known.GetAsync("/api/v1/hunts", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);

        List<HttpStatusCode> guesses = [];
        for (var i = 0; i < 7; i++)
        {
            guesses.Add((await service.Client($"guess {i.ToString(CultureInfo.InvariantCulture)}").GetAsync("/api/v1/hunts", Cancellation)).StatusCode);
        }

        guesses.ShouldBe([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 5), .. Enumerable.Repeat(HttpStatusCode.TooManyRequests, 2)]);
        (await fresh.GetAsync("/api/v1/hunts", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await known.GetAsync("/api/v1/hunts", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        service.Remote = IPAddress.Parse("192.0.2.8");
        (await fresh.GetAsync("/api/v1/hunts", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Token_IsShownOnce_AndStandsInNoTableAndNoLog()
    {
        await using var service = await StartAsync();
        var admin = await service.ClientAsync(TokenRole.Admin);
        using var response = await admin.PostAsync("/api/v1/tokens", Json("""{"name":"ana","role":"submit"}"""), Cancellation);
        var made = await response.ReadAsync(HttpStatusCode.Created, ServiceJson.Default.MadeToken);
        (await SubmitAsync(service.Client(made.Token), "a.com")).SubmittedBy.ShouldBe("ana");

        var list = await admin.GetStringAsync("/api/v1/tokens", Cancellation);
        var hashes = await service.Tokens.HashesAsync(Cancellation);

        made.Token.Length.ShouldBe(4 + 43);
        list.ShouldContain("\"ana\"");
        list.ShouldNotContain(made.Token);
        hashes.Single(h => h.Name == "ana").Hash.ToArray().ShouldBe(TokenText.Hash(made.Token));
        service.Log.ShouldContain("ana");
        service.Log.ShouldNotContain(made.Token);
    }

    [Fact]
    public async Task TokenOfANameThatStands_IsAConflict_AndTheOldOneGoesOn()
    {
        await using var service = await StartAsync();
        var ana = await service.ClientAsync(TokenRole.Admin, "ana");

        using var response = await ana.PostAsync("/api/v1/tokens", Json("""{"name":"ana","role":"read"}"""), Cancellation);

        await response.ProblemAsync(HttpStatusCode.Conflict, "token-exists");
        (await ana.GetAsync("/api/v1/tokens", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
