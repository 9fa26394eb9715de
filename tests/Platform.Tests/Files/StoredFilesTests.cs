using System.Security.Cryptography;
using Moyai.Platform.Files;

namespace Moyai.Platform.Tests.Files;

public sealed class StoredFilesTests : FloorTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData(5_000_000)]
    public async Task A_file_comes_back_byte_for_byte(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        StoredFile file;
        await using (var session = Floor.Open(Floor.Hinoemata))
        {
            file = await StoredFiles.SaveAsync(session, "転入.csv", new MemoryStream(bytes), Cancellation);
            await session.CommitAsync(session.Sql(), Cancellation);
        }

        await using var reading = Floor.Open(Floor.Hinoemata);
        using var copy = new MemoryStream();
        await StoredFiles.Open(reading, file.FileId).CopyToAsync(copy, Cancellation);
        Assert.Equal(bytes, copy.ToArray());
        Assert.Equal(SHA256.HashData(bytes), file.Sha256);
        Assert.Equal((length, "転入.csv"), ((int)file.Length, file.Name));
    }

    [Fact]
    public async Task A_file_of_another_town_is_not_there()
    {
        await using var session = Floor.Open(Floor.Hinoemata);
        var file = await StoredFiles.SaveAsync(session, "a.csv", new MemoryStream("甲"u8.ToArray()), Cancellation);
        await session.CommitAsync(session.Sql(), Cancellation);

        await using var elsewhere = Floor.Open(Floor.Hayama);
        await Assert.ThrowsAsync<FileNotFoundException>(async () => await StoredFiles.Open(elsewhere, file.FileId).CopyToAsync(Stream.Null, Cancellation));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\書類\\転入.csv", "転入.csv")]
    public async Task Only_the_last_part_of_a_name_is_kept(string given, string kept)
    {
        await using var session = Floor.Open(Floor.Hinoemata);

        Assert.Equal(kept, (await StoredFiles.SaveAsync(session, given, Stream.Null, Cancellation)).Name);
    }
}
