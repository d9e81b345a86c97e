using System.Text.Json;
using IocExplorer.Analysis.Records;
using IocExplorer.Messages.Service;

namespace IocExplorer.Analysis.Differences;

/// <summary>What else than the sources can make a difference of two hunts.</summary>
public static class DifferenceRemarks
{
    /// <summary>What follows from a difference that is not of the sources.</summary>
    public const string SoWhat = "What came or went may be due to that alone.";

    /// <summary>A line for each thing in which the hunts differ from the start: what is parked or too deep in one of them has not come or gone.</summary>
    public static IEnumerable<string> Of(HuntRecord before, HuntRecord after)
    {
        if (before.Depth != after.Depth)
        {
            yield return $"Hunts {before.Id} and {after.Id} have other depths ({before.Depth} and {after.Depth}). {SoWhat}";
        }

        if (RulesOf(before) != RulesOf(after))
        {
            yield return $"Hunts {before.Id} and {after.Id} were begun with other options (such as --park or --seen-since). {SoWhat}";
        }
    }

    /// <summary>What to know of a hunt that has a tree of some of its seeds only; null of any other.</summary>
    public static string? OfPart(long hunt, int written, int seeds) =>
        written < seeds ? $"Hunt {hunt} is not whole: {written:N0} of {seeds:N0} seeds have a tree." : null;

    // Its lists have no equality of their own. Tags and times that are shown or not make no difference: a comparison does not look at them.
    private static string RulesOf(HuntRecord hunt) =>
        JsonSerializer.Serialize(hunt.Rules with { ShowTags = false, ShowSeen = false }, ServiceJson.Default.HuntRules);
}
