using System.Globalization;
using IocExplorer.Coordinator.Api.Errors;

namespace IocExplorer.Coordinator.Api;

/// <summary>Numbers from the query string.</summary>
internal static class QueryNumber
{
    /// <param name="name">Of the parameter.</param>
    /// <param name="text">Null when it is left out.</param>
    /// <param name="least">Smallest allowed.</param>
    /// <param name="most">Largest allowed.</param>
    /// <param name="number">Null when it is left out.</param>
    /// <returns>Null when all is well.</returns>
    public static Problem? Read(string name, string? text, long least, long most, out long? number)
    {
        number = null;
        if (text is null)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read >= least && read <= most)
        {
            number = read;
            return null;
        }

        return Problems.BadParameter(name, $"a number from {least} to {most}");
    }
}
