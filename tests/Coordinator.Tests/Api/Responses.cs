using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace IocExplorer.Coordinator.Tests.Api;

/// <summary>Reads what the API has answered.</summary>
internal static class Responses
{
    /// <summary>The body of an answer that has to be of this status.</summary>
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response, HttpStatusCode status, JsonTypeInfo<T> type)
    {
        var text = await response.Content.ReadAsStringAsync(ApiService.Cancellation);
        response.StatusCode.ShouldBe(status, text);
        return JsonSerializer.Deserialize(text, type)!;
    }

    /// <summary>The refusal, whose every member has to be there.</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string type)
    {
        var text = await response.Content.ReadAsStringAsync(ApiService.Cancellation);
        response.StatusCode.ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("type").GetString().ShouldBe($"urn:ioc-explorer:problem:{type}");
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();

        // Which characters stand escaped is a matter of taste.
        Uri.UnescapeDataString(problem.GetProperty("instance").GetString()!)
            .ShouldBe(Uri.UnescapeDataString(response.RequestMessage!.RequestUri!.AbsolutePath));
        return problem;
    }

    public static string Detail(this JsonElement problem) => problem.GetProperty("detail").GetString()!;
}
