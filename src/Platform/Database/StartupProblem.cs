namespace Moyai.Platform.Database;

/// <summary>Something outside the program keeps it from starting: what it is and what to do, in Japanese and in English (起動時の問題).</summary>
/// <remarks>Programs print <see cref="Exception.Message"/> as it is and end with <see cref="ExitCode"/>.</remarks>
#pragma warning disable CA1710 // It is a problem of the place, told to a person; "exception" would say it is a bug.
public sealed class StartupProblem(string japanese, string japaneseRemedy, string english, string englishRemedy, Exception? cause = null)
    : Exception($"起動できません: {japanese}\n対処: {japaneseRemedy}\n\nCannot start: {english}\nWhat to do: {englishRemedy}", cause)
#pragma warning restore CA1710
{
    /// <summary>The exit code of a program that could not start.</summary>
    public const int ExitCode = 2;

    public string Japanese { get; } = japanese;

    public string English { get; } = english;

    private const int NoSpaceLeft = 28;

    internal static bool IsDiskFull(Exception error) => error is IOException && (error.HResult & 0xFFFF) == NoSpaceLeft;

    internal static bool IsDiskFull(string output) => output.Contains("No space left on device", StringComparison.Ordinal);

    internal static StartupProblem DiskFull(string folder, Exception? cause = null) => new(
        $"ディスクの空きが足りません（{folder}）。",
        "不要なファイルを消して空きを作るか、環境変数 MOYAI_HOME で別の場所を指定して、もう一度始めてください。",
        $"the disk is full ({folder}).",
        "free some space, or name another place in the environment variable MOYAI_HOME, and start again.",
        cause);

    internal static StartupProblem NoRight(string folder, string user, Exception? cause = null) => new(
        $"利用者 {user} はフォルダー {folder} に書き込めません。",
        "フォルダーと、その上のフォルダーの権限を確かめるか、環境変数 MOYAI_HOME で別の場所を指定してください。",
        $"the user {user} may not write into {folder}.",
        "check the permissions of that folder and of those above it, or name another place in the environment variable MOYAI_HOME.",
        cause);

    internal static StartupProblem NoPostgres(string looked) => new(
        $"PostgreSQL {PostgresBinaries.OldestMajor} 以上が見つかりません（探した場所: {looked}）。",
        "Debian・Ubuntu では「sudo apt-get install postgresql」を実行してください。別の場所にあるときは、initdb のあるフォルダーを環境変数 MOYAI_PG_BIN に指定してください。",
        $"PostgreSQL {PostgresBinaries.OldestMajor} or later was not found (looked in: {looked}).",
        "on Debian or Ubuntu run: sudo apt-get install postgresql. If it lives elsewhere, name the folder that holds initdb in MOYAI_PG_BIN.");

    internal static StartupProblem Locked(string folder, string holder) => new(
        $"このフォルダーは、動作中の Moyai（プロセス番号 {holder}）が使っています: {folder}",
        $"先に動いている方を Ctrl-C か「kill {holder}」で終わらせるか、環境変数 MOYAI_HOME で別の場所を指定してください。",
        $"this folder is in use by a running Moyai (process {holder}): {folder}",
        $"end that one first (Ctrl-C or: kill {holder}), or name another place in the environment variable MOYAI_HOME.");

    internal static StartupProblem StrangeData(string folder) => new(
        $"{folder} はこのプログラムの PostgreSQL のデータではないか、壊れています。",
        "中身を確かめ、要らないものなら移すか消してから、もう一度始めてください。このプログラムは知らないデータを消しません。",
        $"{folder} is not a PostgreSQL data folder of this program, or it is damaged.",
        "look into it and move or delete it if it is not needed, then start again. This program never deletes data it does not know.");

    internal static StartupProblem OtherVersion(string dataVersion, string serverVersion, string folder) => new(
        $"データは PostgreSQL {dataVersion} のもので、見つかった PostgreSQL は {serverVersion} です（{folder}）。",
        $"PostgreSQL {dataVersion} を入れて MOYAI_PG_BIN に指定するか、デモであれば「./moyai demo --reset」で作り直してください。",
        $"the data belong to PostgreSQL {dataVersion}, but the PostgreSQL found is {serverVersion} ({folder}).",
        $"install PostgreSQL {dataVersion} and name it in MOYAI_PG_BIN; for a demo, begin anew with ./moyai demo --reset.");

    internal static StartupProblem ServerFailed(string step, string output) => new(
        $"PostgreSQL の {step} が失敗しました。\n{output}",
        "上の記録を確かめてください。",
        $"PostgreSQL's {step} failed (its own words stand above).",
        "read the lines above.");
}
