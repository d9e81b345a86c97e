using System.Collections.Frozen;

namespace IocExplorer.Coordinator.Seeds;

/// <summary>
/// Endings of file names that are no top-level domain. A value with such an ending is a domain only when its type is given. Endings that are both (<c>.zip</c>,
/// <c>.com</c>, <c>.sh</c>) are not among them.
/// </summary>
internal static class FileNameEndings
{
    // A list of what is no domain, and not of all that is one: that grows, and names inside a network end as its owner likes.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_endings = """
        exe dll sys drv ocx cpl scr msi msp msu mst bat cmd ps1 psm1 psd1 vbs vbe vba js jse wsf wsh hta lnk inf reg jar class apk xapk dex dmg pkg deb rpm
        iso img vhd vhdx vmdk elf dylib ko
        doc docx docm dotx dotm rtf odt xls xlsx xlsm xlsb xlam xll xltm csv tsv ods ppt pptx pptm ppsx odp pdf txt log ini cfg conf config json xml yaml yml
        sql db sqlite dat bin tmp temp bak old
        swp 7z rar tar gz tgz bz2 xz lzh arj chm hlp htm html xhtml mht php php3 php5 asp aspx ashx jsp jspx css png jpg jpeg gif bmp ico svg webp tif tiff
        mp3 mp4 avi mkv wav wmv flv swf eml msg
        pst ost pcap pcapng evtx evt dmp pyc pyd whl cpp hpp vbproj csproj sln ttf woff woff2 crt pem cer pfx p12 torrent lock plist scpt settingcontent-ms
        library-ms
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="domain">In its normal form.</param>
    public static bool Has(string domain) => s_endings.Contains(domain.AsSpan(domain.LastIndexOf('.') + 1));
}
