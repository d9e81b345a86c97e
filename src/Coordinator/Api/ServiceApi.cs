using System.Text.Encodings.Web;
using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Coordinator.Api.Errors;
using IocExplorer.Coordinator.Page;
using IocExplorer.Messages.Service;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IocExplorer.Coordinator.Api;

/// <summary>Puts the HTTP API together.</summary>
public static class ServiceApi
{
    public const string BasePath = "/api/v1";

    /// <summary>Adds what the API needs.</summary>
    public static void AddServices(IServiceCollection services, ApiOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<BackendProvider>();
        services.AddSingleton<ApiMetrics>();
        services.AddSingleton<RequestLimits>();
        services.AddSingleton<HuntEndpoints>();
        services.AddSingleton<TreeEndpoints>();
        services.AddSingleton<ResultEndpoints>();
        services.AddSingleton<NodeEndpoints>();
        services.AddSingleton<TokenEndpoints>();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ServiceJson.Default);

            // ASP.NET's own leaves < and > as they are; ours is to be harmless even where somebody puts it into a page.
            json.SerializerOptions.Encoder = JavaScriptEncoder.Default;
            json.SerializerOptions.DefaultIgnoreCondition = ServiceJson.Default.Options.DefaultIgnoreCondition;
        });
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new()
        {
            Timeout = options.LongestRequest,
            WriteTimeoutResponse = Problems.TimedOut.ExecuteAsync,
        });
        services.AddOpenApi("v1", OpenApiDescriptions.Configure);
    }

    /// <summary>Maps the endpoints, and puts around them what every request goes through.</summary>
    public static void Map(WebApplication app)
    {
        app.UseMiddleware<ApiShell>();
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseMiddleware<AccessGate>();
        var routes = app.MapGroup(BasePath);
        var services = app.Services;
        services.GetRequiredService<HuntEndpoints>().Map(routes.MapGroup("").WithTags("hunts"));
        services.GetRequiredService<TreeEndpoints>().Map(routes.MapGroup("").WithTags("trees"));
        services.GetRequiredService<ResultEndpoints>().Map(routes.MapGroup("").WithTags("results"));
        services.GetRequiredService<NodeEndpoints>().Map(routes.MapGroup("").WithTags("nodes"));
        services.GetRequiredService<TokenEndpoints>().Map(routes.MapGroup("").WithTags("tokens"));
        app.MapOpenApi();
        PageEndpoints.Map(app);
    }
}
