using System.Globalization;
using IocExplorer.Coordinator.Api.Errors;

namespace IocExplorer.Coordinator.Api;

/// <summary>Reads parameters of a query string one by one; of several that are wrong the first is said.</summary>
internal sealed class QueryParameters
{
    /// <summary>Null when all is well.</summary>
    public Problem? Problem { get; private set; }

    /// <returns>Null when it is left out.</returns>
    public long? Number(string name, string? text, long least, long most)
    {
        if (text is null)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Problem ??= Problems.BadParameter(name, $"a number from {least} to {most}");
        return null;
    }

    /// <param name="words">Those that are understood; the first is meant when it is left out.</param>
    public string OneOf(string name, string? text, params IReadOnlyList<string> words)
    {
        if (text is not null && !words.Contains(text))
        {
            Problem ??= Problems.BadParameter(name, $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}");
        }

        return text ?? words[0];
    }

    /// <param name="name">Of the parameter with the value.</param>
    /// <param name="type">Written name of its type; null or empty to derive it from the value.</param>
    public Ioc Ioc(string name, string? type, string? value)
    {
        Ioc ioc = default;
        var reason = "";
        var known = default(IocType);
        Problem ??= string.IsNullOrEmpty(value) ? Problems.BadParameter(name, "an IOC")
            : string.IsNullOrEmpty(type)
                ? IocParser.TryParse(value, out ioc, out reason) ? null : Problems.BadParameter(name, $"an IOC; what was given {reason}")
            : !IocTypeNames.TryParse(type, out known) ? Problems.BadParameter("type", $"one of {string.Join(", ", IocTypeNames.All)}")
            : IocParser.TryParse(known, value, out ioc, out reason) ? null
            : Problems.BadParameter(name, $"a {type}; what was given {reason}");
        return ioc;
    }
}
