namespace IocExplorer.Messages;

/// <summary>The hashes by which a file is known to sources. Which one a value is, its length says.</summary>
public enum FileHashKind
{
    Md5 = 1,
    Sha1 = 2,
    Sha256 = 3,
}
