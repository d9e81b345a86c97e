namespace IocExplorer.Workers.Definitions.Paths;

/// <summary>One step of an <see cref="AnswerPath"/>.</summary>
public abstract record PathStep
{
    private PathStep()
    {
    }

    /// <summary>Absent or null here is nothing wrong.</summary>
    public bool Optional { get; init; }

    /// <summary>The member of an object.</summary>
    public sealed record Member(string Name) : PathStep;

    /// <summary>Every member of an object, whatever it is called.</summary>
    public sealed record AnyMember : PathStep;

    /// <summary>Every item of a list.</summary>
    public sealed record Each : PathStep;

    /// <summary>One item of a list, counted from 0.</summary>
    public sealed record Index(int Number) : PathStep;
}
