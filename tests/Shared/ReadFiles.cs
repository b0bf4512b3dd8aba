using System.IO.Compression;
using System.Text;
using VpcSim.FlowLogs.Reading;

namespace VpcSim.TestSupport;

/// <summary>Files for tests of reading, and their records as text.</summary>
internal static class ReadFiles
{
    public const string Ssh = "2 123456789010 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK";
    public const string Rdp = "2 123456789010 eni-1235b8ca123456789 172.31.9.69 172.31.9.12 49761 3389 6 20 4249 1418530010 1418530070 REJECT OK";
    public const string NoData = "2 123456789010 eni-1235b8ca123456789 - - - - - - - 1431280876 1431280934 - NODATA";

    public static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    public static string[] Read(FlowLogReader reader, params string[] paths) => [.. reader.Read(paths).Select(record => record.ToString())];
}
