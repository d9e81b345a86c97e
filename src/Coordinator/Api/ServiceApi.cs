using System.Text.Encodings.Web;
using IocExplorer.Coordinator.Api.Access;
using IocExplorer.Coordinator.Api.Errors;
using IocExplorer.Coordinator.Page;
using IocExplorer.Messages.Service;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;

namespace IocExplorer.Coordinator.Api;

/// <summary>Puts the HTTP API together.</summary>
public static class ServiceApi
{
    public const string BasePath = "/api/v1";

    /// <summary>The request timeout of submissions, which come with an upload.</summary>
    internal const string SubmissionTimeout = "submission";

    /// <summary>Adds what the API needs.</summary>
    public static void AddServices(IServiceCollection services, ApiOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<BackendProvider>();
        services.AddSingleton<ApiMetrics>();
        services.AddSingleton<HuntEndpoints>();
        services.AddSingleton<TreeEndpoints>();
        services.AddSingleton<ResultEndpoints>();
        services.AddSingleton<FindingEndpoints>();
        services.AddSingleton<SeedEndpoints>();
        services.AddSingleton<NodeEndpoints>();
        services.AddSingleton<TokenEndpoints>();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ServiceJson.Default);

            // ASP.NET's own leaves < and > as they are; ours is escaped so that it is safe inside an HTML page too.
            json.SerializerOptions.Encoder = JavaScriptEncoder.Default;
            json.SerializerOptions.DefaultIgnoreCondition = ServiceJson.Default.Options.DefaultIgnoreCondition;
        });
        services.AddRequestTimeouts(timeouts =>
        {
            timeouts.DefaultPolicy = AtMost(options.LongestRequest);
            timeouts.AddPolicy(SubmissionTimeout, AtMost(options.LongestSubmission));
        });
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Problem.Customize);
        services.AddExceptionHandler<ExceptionHandler>();

        // Not AddAuthentication: that brings data protection along, which writes keys into the home folder.
        services.AddAuthenticationCore(authentication =>
        {
            authentication.AddScheme<TokenAuthentication>(TokenAuthentication.SchemeName, displayName: null);
            authentication.DefaultScheme = TokenAuthentication.SchemeName;
        });
        services.AddAuthorization(Roles.AddPolicies);
        services.AddRateLimiter(limiter => RequestLimits.Configure(limiter, options));
        services.AddOpenApi("v1", OpenApiDescriptions.Configure);
    }

    /// <summary>Maps the endpoints, and puts around them what every request goes through.</summary>
    public static void Map(WebApplication app)
    {
        app.Use(AroundAsync);
        app.UseExceptionHandler();
        app.UseStatusCodePages(bare => Problems.OfStatus(bare.HttpContext.Response.StatusCode, bare.HttpContext.Request.Path).ExecuteAsync(bare.HttpContext));
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        var routes = app.MapGroup(BasePath);
        var services = app.Services;
        services.GetRequiredService<HuntEndpoints>().Map(routes.MapGroup("").WithTags("hunts"));
        services.GetRequiredService<TreeEndpoints>().Map(routes.MapGroup("").WithTags("trees"));
        services.GetRequiredService<ResultEndpoints>().Map(routes.MapGroup("").WithTags("results"));
        services.GetRequiredService<FindingEndpoints>().Map(routes.MapGroup("").WithTags("findings"));
        services.GetRequiredService<SeedEndpoints>().Map(routes.MapGroup("").WithTags("seeds"));
        services.GetRequiredService<NodeEndpoints>().Map(routes.MapGroup("").WithTags("nodes"));
        services.GetRequiredService<TokenEndpoints>().Map(routes.MapGroup("").WithTags("tokens"));
        app.MapOpenApi();
        PageEndpoints.Map(app);
    }

    private static RequestTimeoutPolicy AtMost(TimeSpan time) => new() { Timeout = time, WriteTimeoutResponse = Problems.TimedOut.ExecuteAsync };

    /// <summary>Around everything else: every answer gets its headers, every request is counted.</summary>
    private static async Task AroundAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(SetHeadersAsync, context.Response.Headers);
        try
        {
            await next(context);
        }
        finally
        {
            var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
            context.RequestServices.GetRequiredService<ApiMetrics>().Answered((endpoint as RouteEndpoint)?.RoutePattern.RawText, context.Response.StatusCode);
        }
    }

    /// <summary>Browsers must not guess another content type, and proxies must not cache. Some results of the framework set other headers.</summary>
    private static Task SetHeadersAsync(object headers)
    {
        var all = (IHeaderDictionary)headers;
        all.XContentTypeOptions = "nosniff";
        all.CacheControl = "no-store";
        all.Pragma = default;
        all.Expires = default;
        return Task.CompletedTask;
    }
}
