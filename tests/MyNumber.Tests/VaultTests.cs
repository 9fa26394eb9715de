using System.Security.Cryptography;
using Moyai.Kernel;

namespace Moyai.MyNumber.Tests;

public sealed class VaultTests
{
    private static readonly MunicipalityCode Hinoemata = MunicipalityCode.Parse("073644");
    private static readonly MunicipalityCode Hayama = MunicipalityCode.Parse("143014");
    private static readonly IndividualNumber Number = IndividualNumber.Parse("123456789018", null);
    private static readonly string Place = Vault.PlaceOf(AddresseeNumber.FromSerial(1001)!.Value);

    private readonly Vault _vault = new([.. Enumerable.Range(1, 32).Select(number => (byte)number)]);

    [Fact]
    public void A_number_is_sealed_differently_each_time_and_opens_to_itself()
    {
        var (one, two) = (_vault.Seal(Number, Hayama, Place), _vault.Seal(Number, Hayama, Place));
        Assert.NotEqual(one, two);
        Assert.Equal(Vault.SealedSize, one.Length);
        Assert.Equal(Number, _vault.Open(one, Hayama, Place));
        Assert.Equal(Number, _vault.Open(two, Hayama, Place));
        Assert.Equal(-1, one.AsSpan().IndexOf("1234"u8));
    }

    [Fact]
    public void It_opens_only_in_its_place()
    {
        var box = _vault.Seal(Number, Hayama, Place);
        Assert.Throws<AuthenticationTagMismatchException>(() => _vault.Open(box, Hinoemata, Place));
        Assert.Throws<AuthenticationTagMismatchException>(() => _vault.Open(box, Hayama, Vault.PlaceOf(AddresseeNumber.FromSerial(1002)!.Value)));
        Assert.Throws<AuthenticationTagMismatchException>(() => new Vault(new byte[32]).Open(box, Hayama, Place));
        for (var i = 0; i < box.Length; i++)
        {
            box[i] ^= 1;
            Assert.Throws<AuthenticationTagMismatchException>(() => _vault.Open(box, Hayama, Place));
            box[i] ^= 1;
        }
    }

    [Fact]
    public void Equal_numbers_of_one_municipality_have_equal_lookups_and_only_they()
    {
        Assert.Equal(_vault.Lookup(Number, Hayama), _vault.Lookup(Number, Hayama));
        Assert.NotEqual(_vault.Lookup(Number, Hayama), _vault.Lookup(Number, Hinoemata));
        Assert.NotEqual(_vault.Lookup(Number, Hayama), new Vault(new byte[32]).Lookup(Number, Hayama));
        Assert.NotEqual(_vault.Lookup(Number, Hayama), _vault.Lookup(IndividualNumber.Parse($"22222222222{IndividualNumber.CheckDigit("22222222222")}", null), Hayama));
    }

    [Fact]
    public void Sealed_alike_the_same_request_is_the_same_bytes_and_another_number_has_another_nonce()
    {
        var other = IndividualNumber.Parse($"22222222222{IndividualNumber.CheckDigit("22222222222")}", null);
        Assert.Equal(_vault.SealAlike(Number, Hayama, Place), _vault.SealAlike(Number, Hayama, Place));
        Assert.NotEqual(_vault.SealAlike(Number, Hayama, Place)[..12], _vault.SealAlike(other, Hayama, Place)[..12]);
        Assert.NotEqual(_vault.SealAlike(Number, Hayama, Place)[..12], _vault.SealAlike(Number, Hinoemata, Place)[..12]);
        Assert.Equal(Number, _vault.Open(_vault.SealAlike(Number, Hayama, Place), Hayama, Place));
    }

    [Fact]
    public void It_prints_nothing() => Assert.Equal("Vault { **** }", _vault.ToString());
}
