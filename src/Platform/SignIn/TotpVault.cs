using System.Security.Cryptography;
using System.Text;
using Moyai.Kernel;

namespace Moyai.Platform.SignIn;

/// <summary>Keeps the secrets of authenticator apps unreadable in the database: AES-GCM under a key derived from the installation's vault key.</summary>
/// <remarks>The municipality and the account are bound in, so that a row copied onto another account opens nothing.</remarks>
public sealed class TotpVault(byte[] vaultKey)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, vaultKey, 32, info: Encoding.ASCII.GetBytes("moyai/totp/1"));

    public byte[] Seal(MunicipalityCode municipality, Guid accountId, byte[] secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var stored = new byte[NonceSize + TagSize + secret.Length];
        var nonce = stored.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagSize);
        aes.Encrypt(nonce, secret, stored.AsSpan(NonceSize + TagSize), stored.AsSpan(NonceSize, TagSize), Bound(municipality, accountId));
        return stored;
    }

    /// <exception cref="AuthenticationTagMismatchException">The row was altered, or belongs to another account.</exception>
    public byte[] Open(MunicipalityCode municipality, Guid accountId, byte[] stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var secret = new byte[stored.Length - NonceSize - TagSize];
        using var aes = new AesGcm(_key, TagSize);
        aes.Decrypt(stored.AsSpan(0, NonceSize), stored.AsSpan(NonceSize + TagSize), stored.AsSpan(NonceSize, TagSize), secret, Bound(municipality, accountId));
        return secret;
    }

    private static byte[] Bound(MunicipalityCode municipality, Guid accountId) => Encoding.ASCII.GetBytes($"{municipality}/{accountId}");

    public override string ToString() => "TotpVault { **** }";
}
