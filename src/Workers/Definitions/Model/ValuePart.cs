namespace IocExplorer.Workers.Definitions.Model;

/// <summary>Which part of a text is the value.</summary>
public enum ValuePart
{
    Whole = 0,

    /// <summary>What stands before the port: <c>192.0.2.1:443</c>, <c>[2001:db8::1]:443</c>.</summary>
    BeforePort = 1,

    Host = 2,

    /// <summary>The last of several words: <c>10 mail.example.com.</c></summary>
    LastWord = 3,
}
