using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IocExplorer.Coordinator.Api.Errors;
using IocExplorer.Coordinator.Hunts;
using IocExplorer.Messages.Service;
using IocExplorer.Messages.Service.Hunts;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace IocExplorer.Coordinator.Api.Hunts;

/// <summary>Takes a submission out of a request: seeds and options from JSON, or a seed file with the options in the query string.</summary>
internal static class SubmissionReader
{
    private const string KeyHeader = "Idempotency-Key";

    private static readonly string[] Options = ["name", "depth", "maxAge", "refresh", "plain", .. RuleFlags.All.Select(flag => flag.Name)];

    private static readonly string[] Lists = [.. RuleFlags.All.Where(flag => flag.Kind == RuleFlagKind.List).Select(flag => flag.Name)];

    // A misspelt option must not be ignored in silence: "dept": 1 would cost a hunt of depth 3.
    private static readonly JsonTypeInfo<SubmitHunt> Json = (JsonTypeInfo<SubmitHunt>)new JsonSerializerOptions(ServiceJson.Default.Options)
    {
        TypeInfoResolver = ServiceJson.Default,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    }.GetTypeInfo(typeof(SubmitHunt));

    /// <returns>One of the two is null.</returns>
    /// <exception cref="BadHttpRequestException">The body is too large, or comes too slowly.</exception>
    public static async Task<(SubmissionRequest? Request, Problem? Problem)> ReadAsync(HttpContext context, string caller, long mostBytes)
    {
        var request = context.Request;
        if (request.Headers[KeyHeader].Count > 1)
        {
            return (null, Problems.Unprocessable("The hunt cannot be submitted", "There are several Idempotency-Keys; give one."));
        }

        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        if (type is null || (type.Charset.HasValue && type.Charset.Value.Trim('"').ToUpperInvariant() is not ("UTF-8" or "US-ASCII")))
        {
            return (null, Problems.OfStatus(StatusCodes.Status415UnsupportedMediaType, request.Path));
        }

        var key = request.Headers[KeyHeader].Count == 1 ? request.Headers[KeyHeader].ToString() : null;
        var body = await BodyAsync(context, mostBytes);
        if (type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase))
        {
            List<string> errors = [];
            var (options, rules) = OfQuery(request.Query, errors);
            return errors.Count > 0
                ? (null, Problems.NotSubmitted(errors))
                : (new(caller, key, options, rules, body), null);
        }

        try
        {
            return JsonSerializer.Deserialize(body.Span, Json) is { } options
                ? (new(caller, key, options, HuntRulesInput.Of(options), null), null)
                : (null, Problems.NotJson);
        }
        catch (JsonException error)
        {
            return (null, Problems.NotJson with { Detail = Where(error) });
        }
    }

    /// <summary>The whole body, and no more of it than is allowed, whatever it says of its length.</summary>
    public static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext context, long mostBytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = mostBytes;
        }

        var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        return buffer.Length <= mostBytes
            ? buffer.GetBuffer().AsMemory(0, (int)buffer.Length)
            : throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
    }

    /// <summary>Where it goes wrong, without a word of what stands there.</summary>
    public static string Where(JsonException error) => error.Path is { Length: > 0 } path
        ? $"{Problems.NotJson.Detail} The first fault is at {path}, line {(error.LineNumber ?? 0) + 1}."
        : Problems.NotJson.Detail;

    private static (SubmitHunt Options, HuntRulesInput Rules) OfQuery(IQueryCollection query, List<string> errors)
    {
        foreach (var (name, values) in query)
        {
            if (!Options.Contains(name, StringComparer.Ordinal))
            {
                errors.Add($"There is no option of that name; known are {string.Join(", ", Options)}.");
            }
            else if (values.Count > 1 && !Lists.Contains(name, StringComparer.Ordinal))
            {
                errors.Add($"The option {name} is given more than once.");
            }
        }

        var options = new SubmitHunt
        {
            Name = query["name"].FirstOrDefault(),
            Depth = (int?)Number("depth", int.MaxValue),
            MaxAge = query["maxAge"].FirstOrDefault(),
            Refresh = Flag("refresh"),
            Plain = Flag("plain"),
        };
        return (options, HuntRulesInput.Of(Texts));

        IEnumerable<string> Texts(RuleFlag flag) => flag.Kind switch
        {
            RuleFlagKind.Switch => Flag(flag.Name) ? ["true"] : [],
            RuleFlagKind.List => query[flag.Name].OfType<string>(),
            RuleFlagKind.Number => Number(flag.Name, long.MaxValue) is { } number ? [number.ToString(CultureInfo.InvariantCulture)] : [],
            _ => query[flag.Name].Take(1).OfType<string>(),
        };

        bool Flag(string name)
        {
            var text = query[name].FirstOrDefault();
            if (text is null or "false" or "0")
            {
                return false;
            }

            // Written without a value, it is meant.
            if (text is not ("true" or "1" or ""))
            {
                errors.Add($"The option {name} must be true or false.");
            }

            return true;
        }

        long? Number(string name, long most)
        {
            if (query[name].FirstOrDefault() is not { } text)
            {
                return null;
            }

            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most)
            {
                return number;
            }

            errors.Add($"The {name} must be a number.");
            return null;
        }
    }
}
