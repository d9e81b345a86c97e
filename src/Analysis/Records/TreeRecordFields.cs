namespace IocExplorer.Analysis.Records;

/// <summary>
/// The fields of a <see cref="TreeRecord"/>, column by column: what is alike stands together, and compresses well. Texts, IOCs and tags stand in tables and
/// are named by their numbers.
/// </summary>
internal static class TreeRecordFields
{
    public static ReadOnlySpan<byte> Write(TreeRecord tree)
    {
        var texts = new TextTable();
        var iocs = new IocTable();
        var rows = new FieldWriter();
        TreeRecordNodeFields.Write(tree.Nodes, texts, iocs, rows);
        TreeRecordAnswerFields.Write(tree.Answers, texts, rows);

        var whole = new FieldWriter();
        whole.Signed(tree.Number);
        texts.WriteTo(whole);
        iocs.WriteTo(whole);
        whole.Bytes(rows.Written);
        return whole.Written;
    }

    /// <exception cref="DamagedTreeRecordException">They are none.</exception>
    public static TreeRecord Read(byte[] fields)
    {
        var reader = new FieldReader(fields);
        var number = (int)reader.Signed();
        var texts = TextTable.Read(reader);
        var iocs = IocTable.Read(reader);
        var nodes = TreeRecordNodeFields.Read(reader, texts, iocs);
        var answers = TreeRecordAnswerFields.Read(reader, texts, nodes.Length);
        return reader.IsAtEnd && nodes.All(node => node.Answer < answers.Length) ? new(number, nodes, answers) : throw FieldReader.Damaged();
    }
}
