using IocExplorer.Hosting.Configuration;
using IocExplorer.Hosting.Health;
using IocExplorer.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IocExplorer.Hosting.Tests.Health;

public sealed class HealthCommandTests : IAsyncDisposable
{
    private readonly StringWriter _error = new();
    private readonly StringWriter _output = new();
    private WebApplication? _node;

    [Theory]
    [InlineData(200, "127.0.0.1", ExitCodes.Stopped)]
    [InlineData(200, "0.0.0.0", ExitCodes.Stopped)]
    [InlineData(503, "127.0.0.1", ExitCodes.Failed)]
    [InlineData(302, "127.0.0.1", ExitCodes.Failed)]
    public async Task Run_TellsWhatTheNodeSaysOfItself(int status, string listen, int code)
    {
        var port = await StartAsync(status);

        var exitCode = await RunAsync($"http://{listen}:{port}");

        exitCode.ShouldBe(code);
        _output.ToString().Trim().ShouldBe($"GET /healthz/ready {status}");
        _error.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_WhenNobodyIsThere_SaysWhereItAsked()
    {
        var port = FreePort.Take();

        var exitCode = await RunAsync($"http://127.0.0.1:{port}");

        exitCode.ShouldBe(ExitCodes.Failed);
        _error.ToString().ShouldStartWith($"No node answers at http://127.0.0.1:{port}/healthz/ready (");
    }

    public async ValueTask DisposeAsync()
    {
        await (_node?.DisposeAsync() ?? default);
        await _output.DisposeAsync();
        await _error.DisposeAsync();
    }

    private Task<int> RunAsync(string listen) =>
        HealthCommand.RunAsync(new NodeSettings { Listen = new(listen) }, TimeProvider.System, _output, _error, TestContext.Current.CancellationToken);

    private async Task<int> StartAsync(int status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _node = builder.Build();
        _node.Run(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "http://127.0.0.1:1/elsewhere";
            return context.Response.WriteAsync($"{context.Request.Method} {context.Request.Path} {status}");
        });
        await _node.StartAsync(TestContext.Current.CancellationToken);
        return new Uri(_node.Urls.Single()).Port;
    }
}
