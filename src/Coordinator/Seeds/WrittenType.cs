namespace IocExplorer.Coordinator.Seeds;

/// <summary>The meaning of a written type name, be it one of <see cref="IocTypeNames"/> or one of the many that vendors have.</summary>
/// <param name="Type">Null for a type that is not explored: a file name, a mutex, a rule.</param>
internal readonly record struct WrittenType(IocType? Type)
{
    /// <summary>Whether it is written as the program itself writes it; then the value must be of that very type.</summary>
    public bool IsOurs { get; init; }

    /// <summary>Which part of a value in two parts is meant (<c>filename|sha256</c>: 1); negative when the value has no parts.</summary>
    public int Part { get; init; } = -1;

    /// <summary>The type of the other part, where that is explored as well (<c>domain|ip</c>).</summary>
    public IocType? Other { get; init; }

    /// <summary>For a column: of several hashes of one file the strongest is taken. 3 SHA-256, 2 SHA-1, 1 MD5, 0 anything.</summary>
    public int HashStrength { get; init; }
}
