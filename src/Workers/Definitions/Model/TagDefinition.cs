using IocExplorer.Workers.Definitions.Paths;

namespace IocExplorer.Workers.Definitions.Model;

/// <summary>A tag that an answer gives, or several: one for each value.</summary>
public sealed record TagDefinition
{
    /// <summary>Stands for the value in <see cref="Name"/>.</summary>
    public const string Mark = "{}";

    /// <summary>Where the values stand; null for a tag that only its conditions give.</summary>
    public AnswerPath? Value { get; init; }

    /// <summary>With <c>{}</c> for the value.</summary>
    public required string Name { get; init; }

    public TagForm Form { get; init; } = TagForm.Text;

    /// <summary>The class of every value that <see cref="ClassOf"/> does not name.</summary>
    public TagClass Class { get; init; } = TagClass.Info;

    /// <summary>Classes by the text of the value, without regard to case.</summary>
    public IReadOnlyDictionary<string, TagClass> ClassOf { get; init; } = new Dictionary<string, TagClass>();

    /// <summary>Where the answer says since when it holds; null when it does not. Of several such tags of one kind the latest is shown.</summary>
    public AnswerPath? AsOf { get; init; }

    /// <summary>Most values kept for one IOC; null for all.</summary>
    public int? Most { get; init; }

    /// <summary>About the IOC that was asked about, although the answer says it beside another.</summary>
    public bool IsAboutAsked { get; init; }

    /// <inheritdoc cref="AnswerTag.OnlyWithTags"/>
    public bool OnlyWithTags { get; init; }

    /// <summary>All must hold.</summary>
    public IReadOnlyList<Condition> When { get; init; } = [];

    public IEnumerable<AnswerPath> Paths => [.. When.SelectMany(w => w.Paths), .. Value is null ? [] : new[] { Value }, .. AsOf is null ? [] : new[] { AsOf }];
}
