using System.Security.Cryptography;
using System.Text;
using Moyai.Kernel;
using Moyai.Platform.SignIn;

namespace Moyai.Platform.Tests.SignIn;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");
    private static readonly MunicipalityCode Hayama = MunicipalityCode.Parse("143014");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_111_111_109);

    // RFC 6238, Appendix B, the rows of SHA-1.
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1_111_111_109, "07081804")]
    [InlineData(1_111_111_111, "14050471")]
    [InlineData(1_234_567_890, "89005924")]
    [InlineData(2_000_000_000, "69279037")]
    [InlineData(20_000_000_000, "65353130")]
    public void Digits_are_those_of_the_standard(long seconds, string expected) =>
        Assert.Equal(expected, Totp.Code(Secret, DateTimeOffset.FromUnixTimeSeconds(seconds), digits: 8));

    // RFC 4648, 10, without the padding that authenticator apps leave away.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base_32_is_that_of_the_standard(string text, string expected) => Assert.Equal(expected, Totp.Base32(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(-60, false)]
    [InlineData(60, false)]
    public void A_clock_may_differ_by_one_step(int seconds, bool taken) =>
        Assert.Equal(taken, Totp.Match(Secret, Totp.Code(Secret, Now.AddSeconds(seconds)), Now, 0) is not null);

    [Fact]
    public void Used_digits_and_older_ones_are_not_taken_again()
    {
        var used = Totp.Match(Secret, Totp.Code(Secret, Now), Now, 0);
        Assert.NotNull(used);
        Assert.Null(Totp.Match(Secret, Totp.Code(Secret, Now), Now, used.Value));
        Assert.Null(Totp.Match(Secret, Totp.Code(Secret, Now.AddSeconds(-30)), Now, used.Value));
        Assert.NotNull(Totp.Match(Secret, Totp.Code(Secret, Now.AddSeconds(30)), Now, used.Value));
    }

    [Fact]
    public void Digits_typed_in_full_width_or_with_a_space_are_taken()
    {
        var code = Totp.Code(Secret, Now);
        var wide = string.Concat(code.Select(c => (char)(c - '0' + '０')));
        Assert.NotNull(Totp.Match(Secret, wide, Now, 0));
        Assert.NotNull(Totp.Match(Secret, $" {code[..3]} {code[3..]}", Now, 0));
        Assert.Null(Totp.Match(Secret, "", Now, 0));
        Assert.Null(Totp.Match(Secret, code + "0", Now, 0));
    }

    [Fact]
    public void A_sealed_secret_opens_only_on_its_own_account_of_its_own_municipality()
    {
        var vault = new TotpVault(RandomNumberGenerator.GetBytes(32));
        var account = Guid.CreateVersion7();
        var stored = vault.Seal(Hayama, account, Secret);

        Assert.Equal(Secret, vault.Open(Hayama, account, stored));
        Assert.DoesNotContain("1234567890", Encoding.Latin1.GetString(stored), StringComparison.Ordinal);
        Assert.Throws<AuthenticationTagMismatchException>(() => vault.Open(Hayama, Guid.CreateVersion7(), stored));
        Assert.Throws<AuthenticationTagMismatchException>(() => vault.Open(MunicipalityCode.Parse("073644"), account, stored));
        Assert.Throws<AuthenticationTagMismatchException>(() => new TotpVault(RandomNumberGenerator.GetBytes(32)).Open(Hayama, account, stored));
    }
}
