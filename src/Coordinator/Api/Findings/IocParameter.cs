using IocExplorer.Coordinator.Api.Errors;
using IocExplorer.Messages;

namespace IocExplorer.Coordinator.Api.Findings;

/// <summary>An IOC out of the query string.</summary>
internal static class IocParameter
{
    /// <param name="name">Of the parameter with the value.</param>
    /// <param name="type">Written name of its type; null or empty to derive it from the value.</param>
    /// <returns>Null when all is well.</returns>
    public static Problem? Read(string name, string? type, string? value, out Ioc ioc)
    {
        ioc = default;
        if (string.IsNullOrEmpty(value))
        {
            return Problems.BadParameter(name, "an IOC");
        }

        if (string.IsNullOrEmpty(type))
        {
            return IocParser.TryParse(value, out ioc, out var reason) ? null : Problems.BadParameter(name, $"an IOC; what was given {reason}");
        }

        return !IocTypeNames.TryParse(type, out var known) ? Problems.BadParameter("type", $"one of {string.Join(", ", IocTypeNames.All)}")
            : IocParser.TryParse(known, value, out ioc, out var why) ? null
            : Problems.BadParameter(name, $"a {type}; what was given {why}");
    }
}
