using IocExplorer.SourceSimulator.Worlds;

namespace IocExplorer.SourceSimulator.Dialects;

/// <summary>What a request to a source asks.</summary>
/// <param name="Operation">The simulator's name of the endpoint, with all that makes it another question: <c>dns_history/A</c>.</param>
/// <param name="Type">Null for what is about no IOC.</param>
/// <param name="Value">As the source understood it.</param>
/// <param name="Page">What was sent to get a further page; null for the first.</param>
internal sealed record Question(string Operation, IocType? Type, string Value, string? Page = null);
