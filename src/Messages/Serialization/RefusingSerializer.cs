using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace IocExplorer.Messages.Serialization;

/// <summary>
/// Stands in the place of Akka's JSON serializer, under its number: that one makes whatever type the bytes name, so that a sender who reaches
/// the port chooses what is run. Nothing of
/// Akka's own that is used here needs it.
/// </summary>
internal sealed class RefusingSerializer : Serializer
{
    // Akka passes settings to what is registered under this name.
    public RefusingSerializer(ExtendedActorSystem system, Config settings)
        : base(system) => _ = settings;

    public override int Identifier => 1;

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj) =>
        throw new SerializationException($"{obj.GetType()} has no serializer, and the polymorphic JSON serializer is off.");

    public override object FromBinary(byte[] bytes, Type type) =>
        throw new SerializationException($"The polymorphic JSON serializer is off: {bytes.Length} bytes are refused.");
}
