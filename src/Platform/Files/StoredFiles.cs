using System.Security.Cryptography;
using Moyai.Platform.Database;

namespace Moyai.Platform.Files;

/// <summary>Files given to the town hall (a CSV to import): kept behind the wall, in the database, in pieces of one megabyte.</summary>
public static class StoredFiles
{
    private const int ChunkSize = 1 << 20;

    public static async Task<StoredFile> SaveAsync(Session session, string name, Stream content, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(name);
        var id = Guid.CreateVersion7(session.Now);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = 0L;
        for (var number = 0; ; number++)
        {
            var chunk = new byte[ChunkSize];
            var read = await content.ReadAtLeastAsync(chunk, ChunkSize, throwOnEndOfStream: false, ct);
            if (read == 0)
                break;
            hash.AppendData(chunk, 0, read);
            length += read;
            await session.Sql().Add("insert into platform.file_chunk (file_id, chunk_number, content) values ($1, $2, $3)", id, number, read == ChunkSize ? chunk : chunk[..read]).ExecuteAsync(ct);
            if (read < ChunkSize)
                break;
        }
        var file = new StoredFile(id, name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..], length, hash.GetHashAndReset());
        await session.Sql().Add("insert into platform.stored_file (file_id, name, length, sha256, created_at) values ($1, $2, $3, $4, $5)",
            file.FileId, file.Name, file.Length, file.Sha256, session.Now).ExecuteAsync(ct);
        return file;
    }

    /// <summary>The whole content, piece after piece. Memory holds one piece.</summary>
    /// <exception cref="FileNotFoundException">While reading: there is no such file in this municipality.</exception>
    public static Stream Open(Session session, Guid fileId) => new ChunkStream(session, fileId);

    private sealed class ChunkStream(Session session, Guid fileId) : Stream
    {
        private byte[] _chunk = [];
        private int _position;
        private int _next;
        private bool _ended;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_position == _chunk.Length && !_ended)
            {
                var next = await session.Sql().Add("select content from platform.file_chunk where file_id = $1 and chunk_number = $2", fileId, _next++)
                    .FirstAsync(row => row.GetFieldValue<byte[]>(0), cancellationToken);
                if (next is null && _next == 1 && !await session.Sql().Add("select true from platform.stored_file where file_id = $1", fileId).FirstAsync(_ => true, cancellationToken))
                    throw new FileNotFoundException("There is no such stored file.");
                (_chunk, _position, _ended) = (next ?? [], 0, next is null);
            }
            var count = Math.Min(buffer.Length, _chunk.Length - _position);
            _chunk.AsMemory(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

/// <summary>A file that was given to the town hall.</summary>
public sealed record StoredFile(Guid FileId, string Name, long Length, byte[] Sha256);
