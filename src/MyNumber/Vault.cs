using System.Security.Cryptography;
using System.Text;
using Moyai.Kernel;
using Moyai.Platform.Database;

namespace Moyai.MyNumber;

/// <summary>The vault of 個人番号: AES-GCM with a key outside the database, bound to the municipality and the person.</summary>
public sealed class Vault
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Bytes of a sealed number.</summary>
    public const int SealedSize = NonceSize + 12 + TagSize;

    private readonly byte[] _sealKey;
    private readonly byte[] _lookupKey;
    private readonly byte[] _nonceKey;

    /// <param name="key">32 bytes; the sealing and the lookup key are derived from it.</param>
    public Vault(byte[] key)
    {
        _sealKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "moyai individual-number seal"u8.ToArray());
        _nonceKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "moyai individual-number nonce"u8.ToArray());
        _lookupKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "moyai individual-number lookup"u8.ToArray());
    }

    /// <summary>Seals a number for one place; opened anywhere else, it does not open.</summary>
    public byte[] Seal(IndividualNumber number, MunicipalityCode municipality, string place) =>
        Seal(number, municipality, place, RandomNumberGenerator.GetBytes(NonceSize));

    /// <summary>Seals it the same each time, so that a request sent twice is the same request. The nonce follows from the number: it never serves two different ones.</summary>
    public byte[] SealAlike(IndividualNumber number, MunicipalityCode municipality, string place) =>
        Seal(number, municipality, place, HMACSHA256.HashData(_nonceKey, Encoding.ASCII.GetBytes($"{municipality}/{place}/{number.Reveal()}"))[..NonceSize]);

    private byte[] Seal(IndividualNumber number, MunicipalityCode municipality, string place, byte[] nonce)
    {
        var plain = Encoding.ASCII.GetBytes(number.Reveal());
        var box = new byte[NonceSize + plain.Length + TagSize];
        nonce.CopyTo(box, 0);
        using var aes = new AesGcm(_sealKey, TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), plain, box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length), Place(municipality, place));
        CryptographicOperations.ZeroMemory(plain);
        return box;
    }

    public IndividualNumber Open(byte[] box, MunicipalityCode municipality, string place)
    {
        ArgumentNullException.ThrowIfNull(box);
        var plain = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(_sealKey, TagSize);
        aes.Decrypt(box.AsSpan(0, NonceSize), box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length), plain, Place(municipality, place));
        return IndividualNumber.Parse(Encoding.ASCII.GetString(plain), null);
    }

    /// <summary>Equal numbers of one municipality have equal lookups; nothing else can be told from one.</summary>
    public byte[] Lookup(IndividualNumber number, MunicipalityCode municipality) =>
        HMACSHA256.HashData(_lookupKey, Encoding.ASCII.GetBytes($"{municipality}/{number.Reveal()}"));

    /// <summary>The place of a person's number in the register.</summary>
    public static string PlaceOf(AddresseeNumber person) => $"person/{person}";

    /// <summary>Puts a person's number into the vault, as part of the operation that received it.</summary>
    public void Store(SqlBatch batch, Session session, AddresseeNumber person, IndividualNumber number)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(session);
        batch.Add("""
            insert into mynumber.individual_number (addressee_number, sealed, lookup, recorded_at) values ($1, $2, $3, $4)
            on conflict (municipality_code, addressee_number) do update set sealed = excluded.sealed, lookup = excluded.lookup, recorded_at = excluded.recorded_at
            """, person, Seal(number, session.Municipality.Code, PlaceOf(person)), Lookup(number, session.Municipality.Code), session.Now);
    }

    /// <summary>A person's number, for the operation whose purpose allows it; the caller discloses it in its record.</summary>
    public async Task<IndividualNumber?> FindAsync(Session session, AddresseeNumber person, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        var box = await session.Sql().Add("select sealed from mynumber.individual_number where addressee_number = $1", person).FirstAsync(row => row.GetFieldValue<byte[]>(0), ct);
        return box is null ? null : Open(box, session.Municipality.Code, PlaceOf(person));
    }

    /// <summary>Who has this number: one person, nobody, or by an old error several.</summary>
    public Task<List<AddresseeNumber>> HoldersAsync(Session session, IndividualNumber number, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Sql().Add("select addressee_number from mynumber.individual_number where lookup = $1", Lookup(number, session.Municipality.Code))
            .ListAsync(row => AddresseeNumber.FromRegister(row.GetInt64(0)), ct);
    }

    private static byte[] Place(MunicipalityCode municipality, string place) => Encoding.ASCII.GetBytes($"{municipality}/{place}");

    public override string ToString() => "Vault { **** }";
}
