using System.Globalization;
using System.Text.Json;
using IocExplorer.Workers.Definitions.Model;
using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Answers;

/// <summary>Where the next page is, when the answer does not point at it.</summary>
internal static class FurtherPages
{
    /// <summary>By page number or offset; null on the last page and where pages are not asked for like that.</summary>
    /// <param name="page">The page that was read; null for the first.</param>
    /// <param name="wanted">How many items were asked for at most: a page that has them is full, however large pages may be.</param>
    /// <param name="lastPage">The highest number that the source allows, by its own word.</param>
    public static NextPage? NextByNumber(OperationDefinition operation, NextPage? page, int items, int wanted, string? lastPage)
    {
        if (operation.Paging is not { } paging || items == 0 || items < Math.Min(paging.PageSize ?? 0, wanted))
        {
            return null;
        }

        if (paging.FirstPage is { } first)
        {
            var next = Number(page?.Cursor, first) + 1;
            return next > Number(lastPage, int.MaxValue) ? null : new(null, next.ToString(CultureInfo.InvariantCulture));
        }

        return paging.ByOffset ? new(null, (Number(page?.Cursor, 0) + items).ToString(CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>Behind the last item; null when it has no key.</summary>
    /// <param name="wanted">How many items were asked for at most.</param>
    public static NextPage? NextKey(OperationDefinition operation, AnswerValue root, int wanted)
    {
        if (operation.Paging?.LastKey is not { } path)
        {
            return null;
        }

        var items = BoundPath.Of(path, null).AllFrom([root]).ToList();
        if (items.Count == 0 || items.Count < Math.Min(operation.Paging.PageSize ?? 0, wanted))
        {
            return null;
        }

        var key = items[^1].ValueKind == JsonValueKind.Array
            ? string.Join(operation.Paging.Join, items[^1].Content.Select(JsonText.Of))
            : JsonText.Of(items[^1]);
        return string.IsNullOrEmpty(key) ? null : new(null, key);
    }

    /// <summary>Whether everything holds without which there is no next page.</summary>
    public static bool GoesOn(OperationDefinition operation, AnswerValue root, Ioc asked) =>
        operation.Paging is not { While.Count: > 0 } paging || paging.While.All(w => new BoundCondition(w, null).IsMet([root], asked));

    private static int Number(string? text, int otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
