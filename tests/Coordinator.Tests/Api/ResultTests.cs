using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IocExplorer.Messages.Service;
using static IocExplorer.Coordinator.Tests.Api.ApiService;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Trees as files, one by one and all together.</summary>
[Collection(nameof(Alone))]
public sealed class ResultTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiService _service = fixture.Service;

    [Theory]
    [InlineData("txt", "text/plain", "text of b.com\n")]
    [InlineData("json", "application/json", "[\"b.com\"]")]
    public async Task File_ComesAsItWasWritten_UnderItsName_CompressedForThoseWhoTakeThat(string ending, string type, string content)
    {
        var hunt = await SubmitAsync(Client, "a.com", "b.com");
        await _service.FinishAsync((await _service.OpenAsync(hunt.Id, 2))[1]);
        var url = $"/api/v1/hunts/{hunt.Id}/trees/2.{ending}";
        using var asking = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { { "Accept-Encoding", "br, gzip" } } };

        using var plain = await Client.GetAsync(url, Cancellation);
        using var compressed = await Client.SendAsync(asking, Cancellation);

        (await plain.Content.ReadAsStringAsync(Cancellation)).ShouldBe(content);
        (plain.Content.Headers.ContentType!.MediaType, plain.Content.Headers.ContentEncoding.Count).ShouldBe((type, 0));
        plain.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe($"b.com_depth_3_202601051200.{ending}");
        compressed.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        compressed.Headers.Vary.ShouldBe(["Accept-Encoding"]);
        await using var unpacked = new GZipStream(await compressed.Content.ReadAsStreamAsync(Cancellation), CompressionMode.Decompress);
        (await new StreamReader(unpacked).ReadToEndAsync(Cancellation)).ShouldBe(content);
    }

    [Fact]
    public async Task FileThatIsNone_IsNotFound_WithTheReason()
    {
        var hunt = await SubmitAsync(Client, "a.com");

        using var unwritten = await Client.GetAsync($"/api/v1/hunts/{hunt.Id}/trees/1.txt", Cancellation);
        using var none = await Client.GetAsync($"/api/v1/hunts/{hunt.Id}/trees/2.json", Cancellation);
        using var ending = await Client.GetAsync($"/api/v1/hunts/{hunt.Id}/trees/1.exe", Cancellation);

        (await unwritten.ProblemAsync(HttpStatusCode.NotFound, "tree-not-written")).Detail().ShouldStartWith($"Tree 1 of hunt {hunt.Id} is not written.");
        (await none.ProblemAsync(HttpStatusCode.NotFound, "no-such-tree")).Detail().ShouldStartWith($"Hunt {hunt.Id} has no tree 2.");
        await ending.ProblemAsync(HttpStatusCode.NotFound, "no-such-address");
    }

    [Fact]
    public async Task Archive_OfARunningHunt_HoldsWhatIsWritten_AndTheSummaryLast()
    {
        var hunt = await SubmitAsync(Client, Enumerable.Range(0, 30).Select(i => $"n{i}.com"));
        var trees = await _service.OpenAsync(hunt.Id, 30);
        foreach (var tree in trees.Where(t => t.Tree.Number % 3 != 0).Reverse())
        {
            await _service.FinishAsync(tree);
        }

        await using var bytes = await Client.GetStreamAsync($"/api/v1/hunts/{hunt.Id}/results.zip", Cancellation);
        using var archive = new ZipArchive(await WholeAsync(bytes), ZipArchiveMode.Read);

        archive.Entries.Select(e => e.FullName).ShouldBe(
        [
            .. Enumerable.Range(0, 30).Where(i => (i + 1) % 3 != 0)
                .SelectMany(i => new[] { $"n{i}.com_depth_3_202601051200.txt", $"n{i}.com_depth_3_202601051200.json" }),
            "summary.json",
        ]);
        Text(archive.Entries[2]).ShouldBe("text of n1.com\n");
        Text(archive.Entries[3]).ShouldBe("[\"n1.com\"]");
        var summary = JsonSerializer.Deserialize(Text(archive.Entries[^1]), ServiceJson.Default.SummaryView)!;
        (summary.Hunt.Trees.Complete, summary.Queries.Asked).ShouldBe((20, 60));
    }

    [Fact]
    public async Task Archive_WithTreesOfTheSameName_KeepsThemApart()
    {
        var hunt = await SubmitAsync(Client, "a.com", "b.com", "c.com");
        await _service.FinishAsync(hunt.Id, 3, t => t with { Files = t.Files! with { Name = t.Tree.Number == 2 ? "Same" : "same" } });

        await using var bytes = await Client.GetStreamAsync($"/api/v1/hunts/{hunt.Id}/results.zip", Cancellation);
        using var archive = new ZipArchive(await WholeAsync(bytes), ZipArchiveMode.Read);

        archive.Entries.Select(e => e.FullName).ShouldBe(["same.txt", "same.json", "Same~2.txt", "Same~2.json", "same~3.txt", "same~3.json", "summary.json"]);
    }

    [Fact]
    public async Task Archive_OfLargeTrees_IsSentPieceByPiece_AndNeverInMemoryAsAWhole()
    {
        const int Trees = 64;
        const int Size = 1024 * 1024;
        var hunt = await SubmitAsync(Client, Enumerable.Range(0, Trees).Select(i => $"n{i}.com"));
        var noise = Gzip(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size)));
        await _service.FinishAsync(hunt.Id, Trees, t => t with { Files = ApiService.Files(t.Files!.Name, noise, noise) });
        using var response = await Client.GetAsync($"/api/v1/hunts/{hunt.Id}/results.zip", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await using var bytes = await response.Content.ReadAsStreamAsync(Cancellation);
        var buffer = new byte[64 * 1024];
        var (read, most) = (0L, 0L);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var chunk = 1; chunk > 0; read += chunk)
        {
            chunk = await bytes.ReadAsync(buffer, Cancellation);
            most = (read / buffer.Length % 256) == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before) : most;
        }

        read.ShouldBeGreaterThan(2L * Trees * Size);
        most.ShouldBeLessThan(80L * 1024 * 1024);
    }

    [Fact]
    public async Task Archive_WhoseReaderGoesAway_EndsQuietly()
    {
        var hunt = await SubmitAsync(Client, Enumerable.Range(0, 20).Select(i => $"n{i}.com"));
        var noise = Gzip(Convert.ToBase64String(RandomNumberGenerator.GetBytes(1024 * 1024)));
        await _service.FinishAsync(hunt.Id, 20, t => t with { Files = ApiService.Files(t.Files!.Name, noise, noise) });
        using (var client = new HttpClient { BaseAddress = _service.Url })
        {
            // Disposed of with the client: what is left of it would hold the connection open.
            using var response = await client.GetAsync($"/api/v1/hunts/{hunt.Id}/results.zip", HttpCompletionOption.ResponseHeadersRead, Cancellation);
            await (await response.Content.ReadAsStreamAsync(Cancellation)).ReadExactlyAsync(new byte[1000], Cancellation);
        }

        (await Client.GetAsync($"/api/v1/hunts/{hunt.Id}", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await _service.WhenIdleAsync();
        _service.Log.ShouldNotContain("Error");
    }

    private HttpClient Client => _service.Client();

    private static async Task<MemoryStream> WholeAsync(Stream stream)
    {
        var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Cancellation);
        return bytes;
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
