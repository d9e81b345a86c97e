using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Requests;
using IocExplorer.Workers.Settings;

namespace IocExplorer.Workers.Definitions.Catalogue;

/// <summary>Puts the definition of an operation and what the user set for it together, or says why the two do not fit.</summary>
internal static class OperationSetup
{
    public static bool TryFindLimit(OperationDefinition definition, SourceSettings settings, OperationSettings own, out int? limit, out string reason)
    {
        limit = definition.Limit is { } usual ? own.Limit ?? settings.Limit ?? usual.Default : null;
        reason = "";
        if (definition.Limit?.Parameter is { } parameter && own.Limit is null && Pick(own.Parameters, parameter) is { } text)
        {
            limit = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        }

        if (limit is < 1)
        {
            reason = "its limit must be a whole number from 1 on";
        }

        return reason.Length == 0;
    }

    public static bool TryFillQuery(
        OperationDefinition definition, OperationSettings own, out IReadOnlyList<KeyValuePair<string, string>> query, out string reason)
    {
        query = [.. definition.Query.Select(q => new KeyValuePair<string, string>(q.Key, Pick(own.Parameters, q.Key) ?? q.Value))];
        var known = definition.Query.Select(q => q.Key).Append(definition.Limit?.Parameter).OfType<string>().ToList();
        var unknown = own.Parameters.Keys.FirstOrDefault(p => !known.Contains(p, StringComparer.OrdinalIgnoreCase));
        reason = unknown is null ? "" : $"it has no parameter \"{unknown}\"{NearestName.Hint(unknown, known)}";
        return unknown is null;
    }

    public static bool TryFindTemplate(
        OperationDefinition definition,
        SourceSettings settings,
        OperationSettings own,
        IReadOnlyList<KeyValuePair<string, string>> query,
        [NotNullWhen(true)] out RequestTemplate? template,
        out string reason)
    {
        template = null;
        reason = "";
        if (settings.BaseUrl is { IsAbsoluteUri: false })
        {
            reason = "baseUrl must be an http or https URL";
            return false;
        }

        var url = own.Url is { Length: > 0 } written ? UserUrl.Normalise(written, definition.Accepts, out reason)
            : (settings.BaseUrl ?? definition.BaseUrl) is { } baseUrl ? RequestTemplate.Join(baseUrl, definition.Path)
            : null;
        if (url is null)
        {
            return false;
        }

        if (!RequestTemplate.TryCreate(url, query, out template, out reason))
        {
            reason = $"its URL {reason}";
            template = null;
        }
        else if (!template!.SendsValue && !SendsValueInBody(definition))
        {
            reason = $"its URL says nowhere what is asked about: write {{{definition.Accepts[0].Name()}}} into it";
            template = null;
        }

        return template is not null;
    }

    private static bool SendsValueInBody(OperationDefinition definition) =>
        definition.Form.Any(f => Placeholder.IsIn(f.Value)) || (definition.Json is { } json && Placeholder.IsIn(json));

    public static string ShapeOf(
        SourceDefinition source,
        OperationDefinition definition,
        RequestTemplate template,
        IReadOnlyList<KeyValuePair<string, string>> query,
        int? limit)
    {
        var parameters = query.Where(q => !Placeholder.IsAnyIn(q.Value)).Select(q => $" {q.Key}={RequestTemplate.EncodeForQuery(q.Value)}");
        return $"v{source.Version}{(limit is null ? "" : $" limit={limit}")}{string.Concat(parameters)}"
            + $" {template.Origin.IdnHost}:{template.Origin.Port}{UserUrl.ShapeOf(template, definition, query)}";
    }

    // All that goes into a request but the IOC, the page and the key itself.
    public static string RequestShapeOf(OperationDefinition definition, RequestTemplate template, KeyRequirement? key, int? limit)
    {
        var kinds = definition.Kinds?.OrderBy(k => k.Key).Select(k => $"{k.Key}={k.Value}") ?? [];
        string?[] parts =
        [
            definition.IsPost ? "POST" : "GET",
            template.Origin.AbsoluteUri,
            template.PathAndQuery,
            definition.Json,
            key is null ? "" : "key",
            definition.Paging?.CursorParameter,
            definition.Limit is { Parameter: { } parameter } most ? $"{parameter} {limit} {most.PageMaximum}" : $"{limit}",
            .. definition.Headers.Concat(definition.Form).SelectMany(h => new[] { h.Key, h.Value }),
            .. kinds,
        ];
        return string.Join('\n', parts);
    }

    public static T? Pick<T>(IReadOnlyDictionary<string, T> settings, string name)
        where T : class =>
        settings.FirstOrDefault(s => s.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
