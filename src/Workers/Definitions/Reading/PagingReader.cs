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
            PageSize = reader.FindNumber("pageSize", 1, 1_000_000),
            While = parts.Conditions.Read(reader, "while"),
        };
        if (value.Kind == JsonValueKind.Object && reader.Has("cursor") != reader.Has("cursorParameter"))
        {
            errors.Add(value, "\"cursor\" and \"cursorParameter\" go together");
        }

        paging = Way(reader, "page", page => paging with { FirstPage = page.FindNumber("first", 0, 1) ?? 1 }) ?? paging;
        paging = Way(reader, "offset", _ => paging with { ByOffset = true }) ?? paging;
        paging = Way(reader, "last", last => paging with { LastKey = parts.NeedPath(last, "at"), Join = last.FindText("join") ?? "," }) ?? paging;
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

    private PagingDefinition? Way(ObjectReader paging, string name, Func<ObjectReader, PagingDefinition> read)
    {
        if (paging.Find(name) is not { } value)
        {
            return null;
        }

        var reader = new ObjectReader(value, errors);
        var parameter = reader.NeedText("parameter");
        var way = read(reader) with { CursorParameter = parameter };
        reader.RefuseOthers();
        return way;
    }
}
