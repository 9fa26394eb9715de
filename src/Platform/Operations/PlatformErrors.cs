using Moyai.Kernel;

namespace Moyai.Platform.Operations;

/// <summary>What the platform itself refuses. Codes are stable; docs/errors.md is generated from them.</summary>
public static class PlatformErrors
{
    public static readonly Refusal NotFound = new("PLT-001", "お探しのものは見つかりません。", "番号を確かめるか、検索からたどり直してください。");

    public static readonly Refusal NoPermission = new("PLT-002", "この操作を行う権限がありません。", "必要なときは、情報担当に操作権限の付与を依頼してください。");

    public static readonly Refusal WrongZone = new("PLT-003", "この操作は、この網の端末からは行えません。", "個人番号利用事務系の端末で操作してください。");

    public static readonly Refusal SecondFactorNeeded = new("PLT-004", "この操作には二要素認証が必要です。", "いったん終了し、認証アプリかパスキーを使って入り直してください。");

    public static readonly Refusal IdempotencyConflict = new("PLT-005", "同じ受付キーで、内容の異なる依頼を受け取りました。", "新しい依頼には新しい受付キーを付けて送り直してください。");

    public static readonly Refusal Busy = new("PLT-006", "同じ人の処理がほかの端末で行われています。", "少し待ってから、もう一度操作してください。入力は残っています。");

    public static readonly Refusal SystemFault = new("PLT-007", "処理を終えられませんでした。", "登録されたかどうかを検索して確かめてから、もう一度操作してください。続くときは、表示された受付番号を情報担当に伝えてください。");

    public static readonly Refusal SignInFirst = new("PLT-008", "サインインしていないか、時間が過ぎて終了しました。", "もう一度サインインしてください。");

    public static readonly Refusal Unreadable = new("PLT-009", "送られた内容を読み取れません。", "画面を開き直してから、もう一度操作してください。ファイルを送ったときは、大きさを確かめてください。");
}
