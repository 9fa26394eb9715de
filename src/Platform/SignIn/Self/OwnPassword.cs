using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;

namespace Moyai.Platform.SignIn.Self;

/// <summary>自分のパスワードの変更: ends every session of the account and begins this one anew.</summary>
internal static class OwnPassword
{
    public static readonly Operation<NewPassword, string> Change = new(SignInDefinitions.ChangePassword, ChangeAsync);

    /// <returns>The token of the session that goes on.</returns>
    private static async Task<Result<string>> ChangeAsync(NewPassword request, Session session, OperationContext context, CancellationToken ct)
    {
        var accountId = context.Caller.AccountId!.Value;
        var account = (await session.Sql().Add($"select {AccountRow.Columns} from platform.account a where a.account_id = $1 for update", accountId).FirstAsync(AccountRow.Read, ct))!;
        if (!Passwords.Check(account.PasswordHash, request.Current).Right)
            return SignInErrors.CurrentPasswordWrong;
        if (Passwords.Weakness(request.New, account.LoginName) is { } weakness)
            return weakness;
        if (request.New != request.Repeat)
            return SignInErrors.PasswordRepeatDiffers;
        if (request.New == request.Current)
            return SignInErrors.PasswordUnchanged;

        var batch = session.Sql().Add(
            "update platform.account set password_hash = $2, must_change_password = false, failed_count = 0 where account_id = $1", accountId, Passwords.Hash(request.New));
        var factor = await OwnSession.FactorAsync(session, request.SessionId, ct);
        batch.Add("update platform.sign_in_session set ended_at = $2 where account_id = $1 and ended_at is null", accountId, session.Now);
        var token = SignInSessions.Begin(batch, accountId, factor, context.Caller.Terminal, session.Now);
        await batch.ExecuteAsync(ct);
        return token;
    }
}

internal sealed record NewPassword(Guid SessionId, string Current, string New, string Repeat)
{
    public override string ToString() => "NewPassword { **** }";
}
