namespace IocExplorer.Messages.Serialization;

/// <summary>One line of the table of messages: a manifest, the type that it stands for, and how the two become one another.</summary>
internal abstract class MessageCodec(string manifest, Type type)
{
    public string Manifest => manifest;

    public Type Type => type;

    public abstract void Write(WireWriter writer, object message);

    public abstract object Read(ref WireReader reader);

    public static MessageCodec Of<T>(string manifest, Action<WireWriter, T> write, ReadFields<T> read)
        where T : class => new Typed<T>(manifest, write, read);

    private sealed class Typed<T>(string manifest, Action<WireWriter, T> write, ReadFields<T> read) : MessageCodec(manifest, typeof(T))
        where T : class
    {
        public override void Write(WireWriter writer, object message) => write(writer, (T)message);

        public override object Read(ref WireReader reader) => read(ref reader);
    }
}
