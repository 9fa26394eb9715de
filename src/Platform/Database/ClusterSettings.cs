namespace Moyai.Platform.Database;

/// <summary>The server's configuration, written anew at every start.</summary>
internal static class ClusterSettings
{
    public static string Server(PrivateClusterOptions options, string socketFolder) => $"""
        listen_addresses = ''
        unix_socket_directories = '{socketFolder.Replace("'", "''", StringComparison.Ordinal)}'
        unix_socket_permissions = 0700
        max_connections = {options.MaxConnections}
        shared_buffers = {SharedBuffersMegabytes(options)}MB
        work_mem = 8MB
        maintenance_work_mem = 128MB
        random_page_cost = 1.1
        jit = off
        timezone = 'Asia/Tokyo'
        log_timezone = 'Asia/Tokyo'
        lc_messages = 'C.UTF-8'

        # A log line never holds personal data: no statement, no parameter, no DETAIL, and no ERROR, whose text may quote
        # a value ("invalid input syntax ..."). The program that sent the statement receives the error and reports it.
        log_line_prefix = '%m [%p] %u@%d '
        log_min_messages = log
        log_error_verbosity = terse
        log_statement = none
        log_min_duration_statement = -1
        log_min_error_statement = panic
        log_parameter_max_length = 0
        log_parameter_max_length_on_error = 0
        log_temp_files = -1

        {(options.Durable ? "fsync = on" : "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nwal_level = minimal\nmax_wal_senders = 0\nautovacuum_naptime = 10s")}
        """ + "\n";

    /// <summary>Only the account that started the program is let in, by the kernel's word, and only as our three roles.</summary>
    public const string HostBasedAuthentication = "local all all peer map=moyai\n";

    public static string UserMap(string account) => string.Concat(
        ClusterRoles.All.Select(role => $"moyai \"{account.Replace("\"", "\"\"", StringComparison.Ordinal)}\" {role}\n"));

    private static long SharedBuffersMegabytes(PrivateClusterOptions options) => !options.Durable
        ? 128
        : Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8 / 1024 / 1024, 128, 1024);
}
