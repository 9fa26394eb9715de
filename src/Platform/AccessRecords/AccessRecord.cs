using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Moyai.Kernel;

namespace Moyai.Platform.AccessRecords;

/// <summary>アクセス記録: who, when, from where, for what purpose, whom it disclosed and which items of special weight.</summary>
public sealed record AccessRecord(
    Guid RecordId,
    DateTimeOffset At,
    Guid? AccountId,
    string Actor,
    string SectionCode,
    string Terminal,
    string Operation,
    string Purpose,
    string LegalBasis,
    string Outcome,
    long[] Persons,
    string[] Items,
    string Detail)
{
    /// <summary>The row's seal: HMAC-SHA256 over every field. The key is not in the database, so nobody there can forge a row.</summary>
    public byte[] Authenticate(MunicipalityCode municipality, byte[] key)
    {
        using var bytes = new MemoryStream(512);
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(municipality.Value);
            writer.Write(RecordId.ToByteArray());
            writer.Write(At.UtcTicks / 10); // the database keeps microseconds
            writer.Write((AccountId ?? Guid.Empty).ToByteArray());
            foreach (var text in (ReadOnlySpan<string>)[Actor, SectionCode, Terminal, Operation, Purpose, LegalBasis, Outcome, Detail])
                writer.Write(text);
            writer.Write(Persons.Length);
            foreach (var person in Persons)
                writer.Write(person);
            writer.Write(Items.Length);
            foreach (var item in Items)
                writer.Write(item);
        }
        return HMACSHA256.HashData(key, bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>The chain: the hash of a seal covers the one before it, its own fields and every record of its batch.</summary>
    internal static byte[] ChainHash(byte[] key, byte[] previous, long sealNumber, long upto, DateTimeOffset sealedAt, IEnumerable<(Guid Id, byte[] Mac)> records)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Span<byte> number = stackalloc byte[8];
        hash.AppendData(previous);
        foreach (var field in (ReadOnlySpan<long>)[sealNumber, upto, sealedAt.UtcTicks / 10])
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, field);
            hash.AppendData(number);
        }
        foreach (var (id, mac) in records)
        {
            hash.AppendData(id.ToByteArray());
            hash.AppendData(mac);
        }
        return hash.GetHashAndReset();
    }
}

/// <summary>The key that authenticates access records; kept outside the database.</summary>
public sealed record AccessRecordKey(byte[] Bytes)
{
    public override string ToString() => "AccessRecordKey { **** }";
}
