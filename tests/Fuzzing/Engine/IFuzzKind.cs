using IocExplorer.Fuzzing.Inputs;

namespace IocExplorer.Fuzzing.Engine;

/// <summary>One kind of input that the product reads from outside. An instance belongs to one thread.</summary>
internal interface IFuzzKind
{
    /// <summary>As the command line and messages call it.</summary>
    string Name { get; }

    /// <summary>Makes an input of chance and nothing else.</summary>
    FuzzInput Make(FuzzRandom random);

    /// <summary>Gives it to the product. Every exception is a crash: what the product promises to throw is caught here.</summary>
    /// <returns>Whether the product made something of it: were it never so, nothing would have been tried.</returns>
    /// <exception cref="BrokenPromiseException">Nothing was thrown, and what came back cannot be right.</exception>
    bool Try(FuzzInput input);

    /// <summary>What went with the bytes, for a person; empty when that is nothing.</summary>
    string Describe(FuzzInput input) => "";
}
