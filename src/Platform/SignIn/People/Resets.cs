using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;

namespace Moyai.Platform.SignIn.People;

/// <summary>Help for who cannot come in: a new first password, a lost phone or key, a lock. The first two end all of the person's sessions.</summary>
internal static class Resets
{
    public static readonly Operation<Guid, FirstPassword> Password = new(SignInDefinitions.ResetPassword, PasswordAsync);
    public static readonly Operation<Guid, Guid> SecondFactors = new(SignInDefinitions.ResetSecondFactors, SecondFactorsAsync);
    public static readonly Operation<Guid, Guid> Unlock = new(SignInDefinitions.Unlock, UnlockAsync);

    private static async Task<Result<FirstPassword>> PasswordAsync(Guid accountId, Session session, OperationContext context, CancellationToken ct)
    {
        if (accountId == context.Caller.AccountId)
            return SignInErrors.UseOwnPage;
        var password = Passwords.NewFirst();
        var found = await session.Sql().Add("""
            update platform.account set password_hash = $2, must_change_password = true, failed_count = 0, locked_until = null where account_id = $1 returning login_name, display_name
            """, accountId, Passwords.Hash(password)).FirstAsync(reader => new FirstPassword(accountId, reader.GetString(0), reader.GetString(1), password), ct);
        if (found is null)
            return PlatformErrors.NotFound;
        await EndAllAsync(session, accountId, ct);
        context.Note($"account:{accountId}");
        return found;
    }

    private static async Task<Result<Guid>> SecondFactorsAsync(Guid accountId, Session session, OperationContext context, CancellationToken ct)
    {
        if (accountId == context.Caller.AccountId)
            return SignInErrors.UseOwnPage;
        if (await session.Sql().Add("update platform.account set totp_secret = null where account_id = $1", accountId).ExecuteAsync(ct) == 0)
            return PlatformErrors.NotFound;
        await session.Sql()
            .Add("delete from platform.passkey where account_id = $1", accountId)
            .Add("delete from platform.second_factor_enrolment where account_id = $1", accountId).ExecuteAsync(ct);
        await EndAllAsync(session, accountId, ct);
        context.Note($"account:{accountId}");
        return accountId;
    }

    private static async Task<Result<Guid>> UnlockAsync(Guid accountId, Session session, OperationContext context, CancellationToken ct)
    {
        if (await session.Sql().Add("update platform.account set failed_count = 0, locked_until = null where account_id = $1", accountId).ExecuteAsync(ct) == 0)
            return PlatformErrors.NotFound;
        context.Note($"account:{accountId}");
        return accountId;
    }

    private static Task<int> EndAllAsync(Session session, Guid accountId, CancellationToken ct) => session.Sql()
        .Add("update platform.sign_in_session set ended_at = $2 where account_id = $1 and ended_at is null", accountId, session.Now)
        .Add("delete from platform.sign_in_step where account_id = $1", accountId).ExecuteAsync(ct);
}
