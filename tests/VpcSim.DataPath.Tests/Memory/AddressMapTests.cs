using CsCheck;
using VpcSim.DataPath.Fabrics;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Tests.Memory;

public class AddressMapTests
{
    private static readonly Gen<IpAddress> _addresses = Gen.OneOf(
        Gen.UInt[0x0A00_0000, 0x0A00_0040].Select(IpAddress.FromIPv4),
        Gen.ULong[0, 0x40].Select(low => new IpAddress(0x2001_0DB8_0000_0000, low)),
        Gen.ULong[0, 0x40].Select(low => new IpAddress(0, low))); // bits of an IPv4 address, but no mapped one

    [Fact]
    public void It_finds_what_a_dictionary_holds_and_nothing_else() =>
        Gen.Select(Gen.Int[AddressMap.Public, 2], _addresses).Array[0, 200].Sample(keys =>
        {
            var map = new AddressMap(keys.Length);
            var model = new Dictionary<(int, IpAddress), int>();
            for (int i = 0; i < keys.Length; i++)
            {
                map.Add(keys[i].Item1, keys[i].Item2, i);
                model[keys[i]] = i;
            }
            foreach ((int vpc, IpAddress address) in keys)
            {
                for (int other = AddressMap.Public; other <= 2; other++)
                {
                    map.Prefetch(other, address);
                    Assert.Equal(model.GetValueOrDefault((other, address), -1), map.Find(other, address));
                }
                Assert.Equal(model[(vpc, address)], map.Find(vpc, address));
            }
        }, iter: 300);

    [Fact]
    public void An_empty_one_finds_nothing()
    {
        var map = new AddressMap(0);
        map.Prefetch(0, IpAddress.Parse("10.0.0.1"));
        Assert.Equal((-1, -1), (map.Find(0, IpAddress.Parse("10.0.0.1")), map.Find(0, IpAddress.Parse("2001:db8::1"))));
    }
}
