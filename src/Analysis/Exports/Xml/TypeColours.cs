namespace IocExplorer.Analysis.Exports.Xml;

/// <summary>By what colour the types of IOCs are told apart, by people who see red and green alike too.</summary>
internal static class TypeColours
{
    public static (byte Red, byte Green, byte Blue) Of(IocType type) => type switch
    {
        IocType.Domain => (0x3B, 0x82, 0xC4),
        IocType.IpAddress => (0xE6, 0x9F, 0x00),
        IocType.File => (0xB0, 0x5C, 0xA8),
        IocType.Email => (0x1B, 0x9E, 0x77),
        _ => (0x8C, 0x8C, 0x8C),
    };
}
