using System.Text.Json;
using IocExplorer.Workers.Definitions.Model;

namespace IocExplorer.Workers.Definitions.Reading;

/// <summary>Reads how a source's further pages are asked for.</summary>
internal sealed class PagingReader(DefinitionErrors errors, PartReader parts)
{
    private static readonly string[] Ways = ["cursor", "page", "offset", "last"];

    public PagingDefinition Read(PositionedJson value)
    {
        var reader = new ObjectReader(value, errors);
        var parameter = reader.FindText("cursorParameter");
        var paging = new PagingDefinition(
            parts.SinglePath(reader, "nextLink"), parts.SinglePath(reader, "cursor"), parameter, parts.SinglePath(reader, "total"))
        {
            LastPage = parts.SinglePath(reader, "lastPage"),
            PageSize = reader.Has("pageSize") ? reader.NeedNumber("pageSize", 1, 1_000_000) : null,
            While = parts.Conditions.Read(reader, "while"),
        };
        if (value.Kind == JsonValueKind.Object && reader.Has("cursor") != reader.Has("cursorParameter"))
        {
            errors.Add(value, "\"cursor\" and \"cursorParameter\" go together");
        }

        paging = reader.Find("page") is { } page ? ReadPage(page, paging) : paging;
        paging = reader.Find("offset") is { } offset ? ReadOffset(offset, paging) : paging;
        paging = reader.Find("last") is { } last ? ReadLast(last, paging) : paging;
        if (Ways.Count(reader.Has) > 1)
        {
            errors.Add(value, $"asks on in more than one way: leave one of {string.Join(", ", Ways.Where(reader.Has))}");
        }

        if (reader.Has("lastPage") && !reader.Has("page"))
        {
            errors.Add(reader.Find("lastPage")!, "is of use only beside \"page\"");
        }

        reader.RefuseOthers();
        return paging;
    }

    private PagingDefinition ReadPage(PositionedJson value, PagingDefinition paging)
    {
        var reader = new ObjectReader(value, errors);
        var read = paging with { CursorParameter = reader.NeedText("parameter"), FirstPage = reader.FindNumber("first", 0, 1, 1) };
        reader.RefuseOthers();
        return read;
    }

    private PagingDefinition ReadOffset(PositionedJson value, PagingDefinition paging)
    {
        var reader = new ObjectReader(value, errors);
        var read = paging with { CursorParameter = reader.NeedText("parameter"), ByOffset = true };
        reader.RefuseOthers();
        return read;
    }

    private PagingDefinition ReadLast(PositionedJson value, PagingDefinition paging)
    {
        var reader = new ObjectReader(value, errors);
        var at = reader.Need("at") is { } place ? parts.Path(reader, place) : null;
        var read = paging with { CursorParameter = reader.NeedText("parameter"), LastKey = at, Join = reader.FindText("join") ?? "," };
        reader.RefuseOthers();
        return read;
    }
}
