using System.IO.Compression;
using System.Net;
using System.Text.Json;
using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Tests.Troubles;

/// <summary>Answers that are no JSON, of another shape, too large or too deep.</summary>
public sealed class BodyTroubleTests : TroubleTest
{
    [Theory]
    [InlineData("malformed:cut")]
    [InlineData("malformed:unquoted")]
    [InlineData("malformed:garbage")]
    [InlineData("malformed:blank")]
    [InlineData("html")]
    [InlineData("quota-text:text")]
    public async Task WhatIsNotJson_CannotBeReadAsJson(string rule)
    {
        await using var simulator = await StartAsync(rule);
        using var wire = new WireClient(simulator);

        using var response = await wire.AskAsync(Operation.DomainResolutions, Name);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _ = await Should.ThrowAsync<JsonException>(WireClient.ReadJsonAsync(response));
    }

    [Theory]
    [InlineData("data-object", JsonValueKind.Object)]
    [InlineData("data-string", JsonValueKind.String)]
    [InlineData("data-number", JsonValueKind.Number)]
    [InlineData("data-null", JsonValueKind.Null)]
    [InlineData("items-numbers", JsonValueKind.Array)]
    public async Task AShape_PutsSomethingElseInThePlaceOfData(string form, JsonValueKind kind)
    {
        await using var simulator = await StartAsync($"shape:{form}");
        using var wire = new WireClient(simulator);

        foreach (var operation in Enum.GetValues<Operation>())
        {
            (await wire.AskForJsonAsync(operation, Name)).GetProperty("data").ValueKind
                .ShouldBe(IsASoundAnswer(operation, form) ? JsonValueKind.String : kind, operation.ToString());
        }
    }

    [Fact]
    public async Task AShapeWithoutCode_HasNeitherCodeNorData()
    {
        await using var simulator = await StartAsync("shape:code-missing");
        using var wire = new WireClient(simulator);

        (await wire.AskForJsonAsync(Operation.Flint, Name)).EnumerateObject().Select(member => member.Name).ShouldBe(["result"]);
    }

    [Fact]
    public async Task AShapeWithATopArray_IsNoObject()
    {
        await using var simulator = await StartAsync("shape:top-array");
        using var wire = new WireClient(simulator);

        (await wire.AskForJsonAsync(Operation.DomainResolutions, Name)).ValueKind.ShouldBe(JsonValueKind.Array);
    }

    [Fact]
    public async Task AShapeWithNumbersForValues_HasThemAlsoWhereTheAnswerIsEmpty()
    {
        await using var simulator = await StartAsync("shape:value-number");
        using var wire = new WireClient(simulator);

        var known = await wire.AskForJsonAsync(Operation.DomainResolutions, Name);
        var unknown = await wire.AskForJsonAsync(Operation.FileExecutionParents, "nobody");

        known.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("attributes").GetProperty("ip_address").GetInt32())
            .ShouldBe([4711, 4712, 4713]);
        unknown.GetProperty("data")[0].GetProperty("attributes").GetProperty("sha256").GetInt32().ShouldBe(4711);
    }

    [Fact]
    public async Task Bomb_UnpacksToMoreThan200Megabytes()
    {
        await using var simulator = await StartAsync("bomb");
        using var wire = new WireClient(simulator);

        using var response = await wire.SendAsync(HttpMethod.Get, WireClient.PathOf(Operation.Flint, Name), takesGzip: true);
        var packed = await response.Content.ReadAsByteArrayAsync(Stop);
        await using var unpacked = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);

        response.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        packed.Length.ShouldBeLessThan(2_000_000);
        (await LengthOfAsync(unpacked)).ShouldBeGreaterThan(200_000_000);
    }

    [Fact]
    public async Task Bomb_ForAClientWithoutGzip_IsTheBigAnswer()
    {
        await using var simulator = await StartAsync("bomb");
        using var wire = new WireClient(simulator);

        using var response = await wire.AskAsync(Operation.Flint, Name);

        response.Content.Headers.ContentEncoding.ShouldBeEmpty();
        response.Content.Headers.ContentLength.ShouldBe(50_000_000);
    }

    [Fact]
    public async Task Big_IsFiftyMegabytesOfWellFormedJson()
    {
        await using var simulator = await StartAsync("big");
        using var wire = new WireClient(simulator);

        using var response = await wire.AskAsync(Operation.Flint, Name);
        var answer = await WireClient.ReadJsonAsync(response);

        response.Content.Headers.ContentLength.ShouldBe(50_000_000);
        answer.GetProperty("data").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Deep_NestsTwentyThousandLevels()
    {
        await using var simulator = await StartAsync("deep");
        using var wire = new WireClient(simulator);

        var text = await wire.GetTextAsync(WireClient.PathOf(Operation.DomainResolutions, Name));

        text.Count(character => character == '[').ShouldBe(20_000);
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 30_000 });
        document.RootElement.GetProperty("data").ValueKind.ShouldBe(JsonValueKind.Array);
    }

    /// <summary>What QiAnXin could mean by it: then another shape comes.</summary>
    private static bool IsASoundAnswer(Operation operation, string form) => form switch
    {
        "data-null" => operation is Operation.Flint or Operation.RegistrantEmail or Operation.ReverseEmail or Operation.FileReputation,
        "data-object" => operation is Operation.RegistrantEmail or Operation.FileReputation,
        _ => false,
    };
}
