using System.Globalization;
using System.Net.Mime;
using IocExplorer.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IocExplorer.Coordinator.Api;

/// <summary>What the OpenAPI document says beyond what the endpoints say of themselves.</summary>
internal static class OpenApiDescriptions
{
    private const string SchemeName = "bearer";

    // Every endpoint of the API may refuse like this.
    private static readonly (int Status, string Text)[] Refusals =
    [
        (401, "No token, or a wrong one."),
        (403, "The role of the token is too small; without tokens, the request does not come from this machine."),
        (429, "Too many requests in this minute; see Retry-After."),
        (500, "A fault of the program."),
        (503, "The database is away, or the request took too long; see Retry-After."),
    ];

    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal)
    {
        ["id"] = "The hunt's number.",
        ["number"] = "The place of the tree's seed in the hunt, from 1.",
        ["before"] = "Only hunts with smaller numbers: `next` of the page before.",
        ["after"] = "Only trees, or nodes, with greater numbers: `next` of the page before.",
        ["limit"] = "At most so many, from 1; most lists end at 1000.",
        ["value"] = "An IOC.",
        ["type"] = "The type of the IOC; may be left out where its value tells it.",
        ["seed"] = "A seed of the hunt.",
        ["seedType"] = "The type of the seed; may be left out where its value tells it.",
        ["since"] = "The number of the earlier hunt.",
        ["parent"] = "The place of a node in its tree; -1 for the root alone.",
        ["format"] = "The form of the answer: json, text or csv; of an export, its format.",
        ["state"] = "Only hunts in this state: running, paused, cancelled, finished or interrupted.",
        ["name"] = "A name: of the hunt, for people, at most 200 characters; or of the token.",
        ["depth"] = "With text/csv: levels asked about below each seed, 1 to 16.",
        ["maxAge"] = "With text/csv: answers of the ledger up to this age are used, such as 24h.",
        ["refresh"] = "With text/csv: true asks everything anew.",
        ["plain"] = "With text/csv: true leaves out of the trees what those of the original tool do not have.",
    };

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context);
            return Task.CompletedTask;
        });
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "IOC Explorer",
            Version = ProgramVersion.Text,
            Description = "Explores relations between indicators of compromise. Refusals are application/problem+json (RFC 9457).",
        };

        // The same document from every coordinator, whatever it is called.
        document.Servers = [new() { Url = "/" }];
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[SchemeName] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A token with the role read, submit or admin. A service without tokens answers its own machine only, and wants none.",
        };
    }

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        foreach (var parameter in operation.Parameters ?? [])
        {
            if (parameter is OpenApiParameter { Name: { } name } && Parameters.TryGetValue(name, out var text))
            {
                parameter.Description = text;
            }
        }

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().FirstOrDefault() is not { Policy: { } role })
        {
            return;
        }

        operation.Description = $"{operation.Description} Needs the role {role}.".Trim();
        operation.Security = [new() { [new OpenApiSecuritySchemeReference(SchemeName, context.Document)] = [] }];
        operation.Responses ??= [];
        foreach (var (status, text) in Refusals)
        {
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = text,
                Content = new Dictionary<string, OpenApiMediaType> { [MediaTypeNames.Application.ProblemJson] = new() },
            });
        }

        if (operation.OperationId == "submitHunt")
        {
            DescribeSubmission(operation);
        }
    }

    private static void DescribeSubmission(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "Idempotency-Key",
            In = ParameterLocation.Header,
            Description = "1 to 200 printable characters: the same key with the same content makes one hunt, however often it is sent.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
        });
        if (operation.RequestBody?.Content is { } content && content.ContainsKey("text/csv"))
        {
            content["text/csv"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "A seed file: `type,value` a line, or the value alone; in UTF-8." },
            };
        }
    }
}
