using System.Runtime.Serialization;
using Akka.Actor;

namespace IocExplorer.Messages.Serialization;

/// <summary>
/// The texts that the fields of one message name by number. An actor is looked up once, however often the message names it.
/// </summary>
internal sealed class WireTable(ExtendedActorSystem system)
{
    private static readonly string s_nobody = Akka.Serialization.Serialization.SerializedActorPath(ActorRefs.Nobody);

    private readonly List<string> _texts = [];
    private IActorRef?[] _actors = [];

    public void Add(string text) => _texts.Add(text);

    /// <exception cref="SerializationException">There is no such number.</exception>
    public string Text(int number) =>
        (uint)number < (uint)_texts.Count ? _texts[number] : WireReader.Refuse<string>("A text is named that does not stand in the message.");

    /// <exception cref="SerializationException">There is no such number, or the text is no path of an actor.</exception>
    public IActorRef Actor(int number)
    {
        var path = Text(number);
        if (_actors.Length < _texts.Count)
        {
            Array.Resize(ref _actors, _texts.Count);
        }

        return _actors[number] ??= Find(path);
    }

    private IActorRef Find(string path)
    {
        if (path == s_nobody)
        {
            return ActorRefs.Nobody;
        }

        try
        {
            return ActorPath.TryParse(path, out _) ? system.Provider.ResolveActorRef(path) : NoPath();
        }
        catch (Exception problem) when (problem is FormatException or OverflowException or ArgumentException)
        {
            // TryParse lets paths through whose number behind the # is none.
            return NoPath();
        }

        static IActorRef NoPath() => WireReader.Refuse<IActorRef>("An actor is named by what is no path.");
    }
}
