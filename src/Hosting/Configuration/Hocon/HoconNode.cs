namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>A value as it was written, before substitutions are filled in.</summary>
internal abstract record HoconNode
{
    /// <summary>A text, number or boolean: HOCON gives a value its type only when it is read.</summary>
    /// <param name="Text">Without its quotes.</param>
    /// <param name="IsQuoted">A quoted <c>"null"</c> is a text.</param>
    public sealed record Literal(string Text, bool IsQuoted) : HoconNode
    {
        public bool IsNull => !IsQuoted && Text == "null";

        /// <summary>Spaces between two values of one line: kept between texts, dropped between lists and between objects.</summary>
        public bool IsBlank => !IsQuoted && string.IsNullOrWhiteSpace(Text);
    }

    public sealed record List(List<HoconAssignment> Items) : HoconNode;

    public sealed record Group(Dictionary<string, HoconField> Fields) : HoconNode
    {
        /// <param name="foldCase">Names of our settings are the same in upper and lower case; those of Akka are not.</param>
        public static Group Empty(bool foldCase) =>
            new(new Dictionary<string, HoconField>(foldCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal));

        public HoconField FieldOf(string name)
        {
            if (!Fields.TryGetValue(name, out var field))
            {
                Fields[name] = field = new(name);
            }

            return field;
        }
    }

    /// <param name="IncludedAt">The object into which the file was included: its paths are looked up there first, then at the root.</param>
    /// <param name="IsOptional"><c>${?path}</c>: nothing when nothing is there.</param>
    /// <param name="Place">For the error message when nothing is there.</param>
    public sealed record Substitution(IReadOnlyList<string> Path, IReadOnlyList<string> IncludedAt, bool IsOptional, HoconPosition Place) : HoconNode;

    /// <summary>Values side by side on one line: texts are joined, lists too, objects are merged.</summary>
    public sealed record Concatenation(List<HoconNode> Parts) : HoconNode;
}
