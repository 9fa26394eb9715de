using System.Security.Cryptography;
using System.Text.Json;

namespace Moyai.Platform.Secrets;

/// <summary>The secrets of one installation: in one file that only its user can read, never in the database or the repository.</summary>
public sealed record KeyFile(byte[] AccessRecordKey, byte[] VaultKey)
{
    /// <summary>Reads the file, or makes it with fresh keys when there is none. It is written whole or not at all.</summary>
    public static KeyFile LoadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            var fresh = new KeyFile(RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
            var half = path + ".new";
            using (var stream = new FileStream(half, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            {
                JsonSerializer.Serialize(stream, fresh);
                stream.Flush(flushToDisk: true);
            }
            File.Move(half, path);
        }
        return JsonSerializer.Deserialize<KeyFile>(File.ReadAllBytes(path)) ?? throw new InvalidDataException("The key file is empty.");
    }

    public override string ToString() => "KeyFile { **** }";
}
