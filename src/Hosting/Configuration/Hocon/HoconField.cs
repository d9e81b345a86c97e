namespace IocExplorer.Hosting.Configuration.Hocon;

/// <summary>
/// A name with all that was assigned to it, oldest first. Nothing is thrown away while reading: a later value may refer to an earlier one
/// (<c>path = ${path} "more"</c>), and an object merges with what a substitution before it turns out to be.
/// </summary>
internal sealed class HoconField(string name)
{
    public string Name { get; } = name;

    public List<HoconAssignment> Assignments { get; } = [];

    public void Assign(HoconAssignment assignment)
    {
        if (assignment.Value is not HoconNode.Group added || Assignments is not [.., { Value: HoconNode.Group last }])
        {
            Assignments.Add(assignment);
            return;
        }

        foreach (var field in added.Fields.Values)
        {
            var into = last.FieldOf(field.Name);
            field.Assignments.ForEach(into.Assign);
        }
    }

    /// <summary><c>name += value</c>: what the name has so far, and one item more. Many in a row make one list, not a chain as deep as it is long.</summary>
    /// <param name="soFar"><c>${?name}</c>.</param>
    public void Append(HoconNode.Substitution soFar, HoconAssignment item)
    {
        switch (Assignments)
        {
            case [.., { Value: HoconNode.List list }]:
                list.Items.Add(item);
                break;
            case [.., { Value: HoconNode.Concatenation { Parts: [.., HoconNode.List list] } }]:
                list.Items.Add(item);
                break;
            default:
                Assignments.Add(new(new HoconNode.Concatenation([soFar, new HoconNode.List([item])]), item.Place));
                break;
        }
    }
}
