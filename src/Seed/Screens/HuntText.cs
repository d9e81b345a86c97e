using System.Globalization;
using IocExplorer.Messages.Service.Hunts;
using static IocExplorer.Seed.Screens.NumberText;

namespace IocExplorer.Seed.Screens;

/// <summary>A hunt of the service in words.</summary>
internal static class HuntText
{
    /// <summary><c>Hunt 7 (ioc)</c>.</summary>
    public static string Name(HuntView hunt) => $"Hunt {hunt.Id} ({hunt.Name})";

    public static string State(HuntState state) => state.ToString().ToLowerInvariant();

    /// <summary><c>3 of 40 trees written</c>, and how many were given up.</summary>
    public static string Trees(HuntView hunt) =>
        $"{Number(hunt.Trees.Written)} of {Number(hunt.Seeds)} trees written"
        + (hunt.Trees.GivenUp > 0 ? $", {Number(hunt.Trees.GivenUp)} given up" : "");

    /// <summary>To the minute, in UTC: readers may be in other time zones.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
