namespace IocExplorer.Fuzzing.Inputs;

/// <summary>What the product is given once.</summary>
/// <param name="Bytes">As they come from outside. Shortened when an input that fails is made small.</param>
/// <param name="Variant">What goes with them and is no text: which operation is asked, with which status. Each kind reads it in its own way.</param>
internal readonly record struct FuzzInput(byte[] Bytes, ulong Variant);
