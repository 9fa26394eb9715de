using System.Security.Cryptography;
using System.Text.Json;
using Moyai.Platform.Database;

namespace Moyai.Cli;

/// <summary>The secrets of one installation: made at the first start, readable by its account only.</summary>
/// <param name="AuditKey">Seals the batches of the access record (アクセス記録).</param>
/// <param name="VaultKey">Encrypts 個人番号 at rest.</param>
internal sealed record SecretKeys(byte[] AuditKey, byte[] VaultKey)
{
    private const int KeyBytes = 32;

    public static async Task<SecretKeys> LoadOrMakeAsync(string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            await MakeAsync(file, cancellation);
        try
        {
            await using var stream = File.OpenRead(file);
            var keys = await JsonSerializer.DeserializeAsync<SecretKeys>(stream, cancellationToken: cancellation);
            if (keys is { AuditKey.Length: KeyBytes, VaultKey.Length: KeyBytes })
                return keys;
        }
        catch (JsonException)
        {
            // Told below, without quoting a file that holds secrets.
        }

        throw new StartupProblem(
            $"鍵のファイルが壊れています: {file}",
            "控えから元に戻してください。デモであれば「./moyai demo --reset」で作り直せます。",
            $"the file of keys is damaged: {file}",
            "restore it from your backup; a demo can begin anew with ./moyai demo --reset.");
    }

    /// <summary>Written beside and renamed: a start that is killed here leaves no half file of keys.</summary>
    private static async Task MakeAsync(string file, CancellationToken cancellation)
    {
        var keys = new SecretKeys(RandomNumberGenerator.GetBytes(KeyBytes), RandomNumberGenerator.GetBytes(KeyBytes));
        var beside = file + ".new";
        File.Delete(beside);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using (var stream = new FileStream(beside, options))
        {
            await JsonSerializer.SerializeAsync(stream, keys, cancellationToken: cancellation);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, file);
    }
}
