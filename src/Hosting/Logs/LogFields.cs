using Microsoft.Extensions.Logging;

namespace IocExplorer.Hosting.Logs;

/// <summary>Gathers the fields of an event: its own, then those of the scopes around it, inner before outer; the first of a name wins.</summary>
internal static class LogFields
{
    public static IReadOnlyList<KeyValuePair<string, object?>> Of<TState>(TState state, IExternalScopeProvider? scopes)
    {
        List<KeyValuePair<string, object?>> fields = [];
        Add(fields, state);
        List<object?> around = [];
        scopes?.ForEachScope(static (scope, list) => list.Add(scope), around);
        for (var i = around.Count - 1; i >= 0; i--)
        {
            Add(fields, around[i]);
        }

        return fields;
    }

    private static void Add(List<KeyValuePair<string, object?>> fields, object? state)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> pairs)
        {
            return;
        }

        foreach (var (name, value) in pairs)
        {
            if (name != "{OriginalFormat}" && value is not null && !fields.Exists(f => f.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                fields.Add(new(name, value));
            }
        }
    }
}
