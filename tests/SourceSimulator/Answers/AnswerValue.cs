namespace IocExplorer.SourceSimulator.Answers;

/// <summary>A value in an answer: an ordinary string, or any JSON where hostile and wrongly typed values are asked for.</summary>
internal readonly record struct AnswerValue(string Text, bool IsJson = false)
{
    public void WriteTo(Utf8Buffer buffer)
    {
        if (IsJson)
        {
            buffer.AddPlain(Text);
        }
        else
        {
            buffer.AddString(Text);
        }
    }
}
