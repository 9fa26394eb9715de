using Moyai.Kernel;

namespace Moyai.Platform.SignIn;

/// <summary>What sign-in and the management of people refuse. Codes are stable.</summary>
public static class SignInErrors
{
    /// <summary>One answer for an unknown name, a wrong password, a locked and an expired account: it tells nobody which names exist.</summary>
    public static readonly Refusal NotLetIn = new("PLT-010", "サインインできませんでした。", "ログイン名とパスワードを確かめてください。続けて5回誤ると15分間は正しいパスワードでも入れません。急ぐときは情報担当に解除を依頼してください。");

    public static readonly Refusal SecondFactorWrong = new("PLT-011", "二要素認証を確かめられませんでした。", "認証アプリの新しい6桁の数字を入力するか、登録済みのパスキーを使ってください。一度使った数字はもう使えません。", "code");

    public static readonly Refusal StepOver = new("PLT-012", "二要素認証の時間が過ぎました。", "もう一度、ログイン名とパスワードの入力からやり直してください。");

    public static readonly Refusal ChangePasswordFirst = new("PLT-013", "初期パスワードのままでは操作できません。", "パスワードを変更してください。");

    public static readonly Refusal EnrolSecondFactorFirst = new("PLT-014", "二要素認証が登録されていません。", "認証アプリかパスキーを登録してください。");

    public static readonly Refusal CurrentPasswordWrong = new("PLT-016", "今のパスワードが違います。", "今使っているパスワードを入力してください。続けて誤ると、この端末のサインインは終了します。", "current");

    public static readonly Refusal PasswordTooShort = new("PLT-017", "新しいパスワードが短すぎるか長すぎます。", "12文字以上128文字以下にしてください。", "new");

    public static readonly Refusal PasswordTooPlain = new("PLT-018", "新しいパスワードは推測されやすいものです。", "ログイン名を含まず、5種類以上の文字を使ったものにしてください。", "new");

    public static readonly Refusal PasswordUnchanged = new("PLT-019", "新しいパスワードが今のパスワードと同じです。", "別のパスワードにしてください。", "new");

    public static readonly Refusal PasswordRepeatDiffers = new("PLT-020", "2回入力した新しいパスワードが一致しません。", "同じパスワードを2回入力してください。", "repeat");

    public static readonly Refusal EnrolmentOver = new("PLT-021", "登録の時間が過ぎたか、まだ始まっていません。", "もう一度、登録を始めてください。");

    public static readonly Refusal PasskeyNotTaken = new("PLT-022", "パスキーを登録できませんでした。", "もう一度、登録を始めてください。続くときは、ブラウザーと鍵の種類を情報担当に伝えてください。");

    public static readonly Refusal LastSecondFactor = new("PLT-023", "最後の二要素認証は削除できません。", "先に別の認証アプリかパスキーを登録してください。この権限には二要素認証が必要です。");

    public static readonly Refusal LoginNameTaken = new("PLT-024", "このログイン名はすでに使われています。", "別のログイン名にしてください。退職した人のログイン名も再び使うことはできません。", "login");

    public static readonly Refusal LoginNameMalformed = new("PLT-025", "ログイン名に使えない文字があります。", "半角の英小文字、数字、ハイフン、ピリオドで、3文字以上40文字以下にしてください。", "login");

    public static readonly Refusal NameMissing = new("PLT-026", "名前が入力されていません。", "画面に表示する名前を50文字以下で入力してください。", "name");

    public static readonly Refusal SectionUnknown = new("PLT-027", "所属が見つかりません。", "一覧にある所属を選んでください。", "section");

    public static readonly Refusal PeriodBackwards = new("PLT-028", "終わりの日が始まりの日より前です。", "終わりの日を始まりの日以後にするか、空欄にしてください。", "to");

    public static readonly Refusal PermissionUnknown = new("PLT-029", "この操作権限はありません。", "一覧にある操作権限を選んでください。", "permission");

    public static readonly Refusal OwnAdministration = new("PLT-030", "自分の「利用者と権限の管理」を外すことはできません。", "ほかの管理者に依頼してください。");

    public static readonly Refusal LastAdministrator = new("PLT-031", "「利用者と権限の管理」を期限なく持つ人がいなくなります。", "先に別の人へ、この権限を期限なしで付けてください。");

    public static readonly Refusal UseOwnPage = new("PLT-032", "自分のパスワードや二要素認証は、ここでは初期化できません。", "「自分の設定」で変更するか、ほかの管理者に依頼してください。");

    public static readonly Refusal SectionMalformed = new("PLT-033", "所属のコードか名称に誤りがあります。", "コードは半角英数字10文字以下、名称は50文字以下で入力してください。", "code");

    public static readonly Refusal DateMalformed = new("PLT-034", "日付を読み取れません。", "R8.4.1 や 2026-04-01 のように入力してください。");
}
