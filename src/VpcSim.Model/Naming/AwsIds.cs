using System.Security.Cryptography;
using System.Text;

namespace VpcSim.Model.Naming;

/// <summary>Identifiers that AWS would draw, derived from the design's own names: the same design has the same ids in every run.</summary>
public static class AwsIds
{
    private const int LongFormDigits = 17;
    private const int ShortFormDigits = 8;

    /// <summary>An id in AWS's long form, such as <c>eni-0123456789abcdef0</c>: the prefix and the first 17 hex digits of SHA-256 over
    /// <c>prefix:account:region:name</c>. The prefix comes without its dash: <c>eni</c>.</summary>
    public static string Derive(string prefix, string account, string region, string name) =>
        Derive(prefix, account, region, name, LongFormDigits);

    /// <summary>An id in AWS's older form of 8 digits, which its managed prefix lists still have, such as <c>pl-63a5400a</c>.</summary>
    public static string DeriveShort(string prefix, string account, string region, string name) =>
        Derive(prefix, account, region, name, ShortFormDigits);

    private static string Derive(string prefix, string account, string region, string name, int digits)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{prefix}:{account}:{region}:{name}"), hash);
        Span<char> hex = stackalloc char[digits];
        for (int i = 0; i < digits; i++) hex[i] = "0123456789abcdef"[hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xF];
        return $"{prefix}-{hex}";
    }
}
