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
        TreeRecordAnswerFields.Write(tree.Answers, texts, iocs, rows);

        var whole = new FieldWriter();
        whole.Signed(tree.Number);
        whole.Byte(tree.Sharing is { } level ? 1 + (int)level : 0);
        texts.WriteTo(whole);
        iocs.WriteTo(whole);
        whole.Bytes(rows.Written);
        return whole.Written;
    }

    /// <param name="form">Of the record, from 1: the first one has no sharing level.</param>
    /// <exception cref="DamagedTreeRecordException">They are none.</exception>
    public static TreeRecord Read(byte[] fields, int form)
    {
        var reader = new FieldReader(fields);
        var number = (int)reader.Signed();
        var sharing = form == 1 ? null : ReadLevel(reader);
        var texts = TextTable.Read(reader);
        var iocs = new IocNumbers(IocTable.Read(reader));
        var nodes = TreeRecordNodeFields.Read(reader, texts, iocs);
        var answers = TreeRecordAnswerFields.Read(reader, texts, iocs, nodes.Length, form);
        return reader.IsAtEnd && nodes.All(node => node.Answer < answers.Length)
            ? new(number, nodes, answers) { Sharing = sharing }
            : throw FieldReader.Damaged();
    }

    private static SharingLevel? ReadLevel(FieldReader reader) =>
        reader.Byte() is var number && number == 0 ? null
        : Enum.IsDefined((SharingLevel)(number - 1)) ? (SharingLevel)(number - 1)
        : throw FieldReader.Damaged();
}
