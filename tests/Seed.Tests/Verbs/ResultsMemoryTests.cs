using System.IO.Compression;
using IocExplorer.Seed.Tests.Service;
using Microsoft.AspNetCore.Http.Features;

namespace IocExplorer.Seed.Tests.Verbs;

/// <summary>Counts what this process allocates, so nothing else may run meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class ResultsMemoryTests
{
    [Fact]
    public async Task Results_OfMuch_AreNeverAllInMemory()
    {
        // 200 MB of text in 200 files, sent as they are made.
        await using var service = (await FakeService.StartAsync()).HasEnded();
        service.On("GET hunts/7/results.zip", async context =>
        {
            context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
            context.Response.ContentType = "application/zip";
            var random = new Random(1);
            var content = new byte[1024 * 1024];
            await using var archive = await ZipArchive.CreateAsync(context.Response.Body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null);
            for (var n = 0; n < 200; n++)
            {
                random.NextBytes(content);
                await using var file = await archive.CreateEntry($"{n}.example.com_depth_3_202601051205.txt", CompressionLevel.NoCompression).OpenAsync();
                await file.WriteAsync(content);
            }
        });
        using var run = new ServiceRun(service.Address);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var exitCode = await run.RunAsync("results", "7");

        exitCode.ShouldBe(0);
        run.Console.Results.Count().ShouldBe(200);

        // Both ends together; the archive alone would be more.
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(150L * 1024 * 1024);
    }
}
