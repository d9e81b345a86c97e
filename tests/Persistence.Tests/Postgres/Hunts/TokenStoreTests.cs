using IocExplorer.Messages.Service.Tokens;
using IocExplorer.Persistence.Postgres;
using IocExplorer.Persistence.Postgres.Hunts;
using static IocExplorer.Persistence.Tests.Postgres.Hunts.HuntsDatabase;

namespace IocExplorer.Persistence.Tests.Postgres.Hunts;

public sealed class TokenStoreTests
{
    [Fact]
    public async Task Tokens_AreAddedListedAndRevoked_EachNameOnce()
    {
        await using var database = await CreateAsync();
        var tokens = database.Tokens;
        byte[] one = [.. Enumerable.Repeat((byte)1, 32)], two = [.. Enumerable.Repeat((byte)2, 32)];

        (await tokens.AddAsync(new("bob", TokenRole.Read, one), Cancellation)).ShouldBe(new("bob", TokenRole.Read, database.Time.GetUtcNow()));
        (await tokens.AddAsync(new("ana", TokenRole.Admin, two), Cancellation)).ShouldNotBeNull();
        (await tokens.AddAsync(new("ana", TokenRole.Read, Enumerable.Repeat((byte)3, 32).ToArray()), Cancellation)).ShouldBeNull();

        (await tokens.ListAsync(Cancellation)).Select(t => (t.Name, t.Role)).ShouldBe([("ana", TokenRole.Admin), ("bob", TokenRole.Read)]);
        (await tokens.HashesAsync(Cancellation)).OrderBy(t => t.Name).Select(t => Convert.ToHexString(t.Hash.Span))
            .ShouldBe([Convert.ToHexString(two), Convert.ToHexString(one)]);
        (await tokens.RevokeAsync("ana", Cancellation)).ShouldBeTrue();
        (await tokens.RevokeAsync("ana", Cancellation)).ShouldBeFalse();
        (await tokens.ListAsync(Cancellation)).ShouldHaveSingleItem().Name.ShouldBe("bob");
    }

    [Fact]
    public async Task Administration_OfADatabase_SeesTheTokensOfTheService()
    {
        await using var database = await CreateAsync();

        await using var administration = await PostgresStore.OpenAsync(
            await database.OptionsAsync() with { Name = "token", MostConnections = 2 }, Cancellation);
        await new TokenStore(administration).AddAsync(new("ana", TokenRole.Admin, new byte[32]), Cancellation);

        (await database.Tokens.ListAsync(Cancellation)).ShouldHaveSingleItem().Name.ShouldBe("ana");
    }
}
