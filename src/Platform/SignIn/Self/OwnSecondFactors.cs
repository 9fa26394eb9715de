using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Moyai.Kernel;
using Moyai.Platform.Database;
using Moyai.Platform.Operations;

namespace Moyai.Platform.SignIn.Self;

/// <summary>自分の二要素認証: an authenticator app and any number of passkeys. What is begun counts only once its owner has proved to hold it.</summary>
internal sealed class OwnSecondFactors(TotpVault vault)
{
    public Operation<Guid, SecondFactors> Show => new(SignInDefinitions.OwnSecondFactors, ShowAsync);

    public Operation<Guid, Guid> BeginTotp => new(SignInDefinitions.BeginTotp, BeginTotpAsync);

    public Operation<TypedCode, NewToken> FinishTotp => new(SignInDefinitions.FinishTotp, FinishTotpAsync);

    public static readonly Operation<Guid, Guid> RemoveTotp = new(SignInDefinitions.RemoveTotp, RemoveTotpAsync);

    public static readonly Operation<HttpContext, string> BeginPasskey = new(SignInDefinitions.BeginPasskey, BeginPasskeyAsync);

    public static readonly Operation<MadePasskey, NewToken> FinishPasskey = new(SignInDefinitions.FinishPasskey, FinishPasskeyAsync);

    public static readonly Operation<byte[], int> RemovePasskey = new(SignInDefinitions.RemovePasskey, RemovePasskeyAsync);

    private async Task<Result<SecondFactors>> ShowAsync(Guid sessionId, Session session, OperationContext context, CancellationToken ct)
    {
        var caller = context.Caller;
        await using var reader = await session.Sql()
            .Add("select totp_secret is not null from platform.account where account_id = $1", caller.AccountId)
            .Add("select credential_id, label, created_at from platform.passkey where account_id = $1 order by created_at", caller.AccountId)
            .Add("select kind, totp_secret, passkey_options from platform.second_factor_enrolment where account_id = $1 and ends_at > $2", caller.AccountId, session.Now)
            .ReadAsync(ct);
        await reader.ReadAsync(ct);
        var hasTotp = reader.GetBoolean(0);
        await reader.NextResultAsync(ct);
        var keys = await reader.RowsAsync(row => new PasskeyLine(Convert.ToHexStringLower(row.GetFieldValue<byte[]>(0)), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2)), ct);
        await reader.NextResultAsync(ct);
        var begun = await reader.RowsAsync(row => (Kind: row.GetString(0), Secret: row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1), Options: row.Text(2)), ct);
        // A secret is shown only to who may still enrol it.
        var open = caller.HasSecondFactor || (!hasTotp && keys.Count == 0);
        var secret = open && begun.FirstOrDefault(row => row.Kind == "totp").Secret is { } stored ? vault.Open(caller.Municipality, caller.AccountId!.Value, stored) : null;
        return new SecondFactors(
            hasTotp, keys, SignInRules.NeedsSecondFactor(caller.Permissions),
            secret is null ? null : Totp.Base32(secret),
            secret is null ? null : Totp.Uri(session.Municipality.Name, caller.LoginName, secret),
            open ? begun.FirstOrDefault(row => row.Kind == "passkey").Options : null);
    }

    private async Task<Result<Guid>> BeginTotpAsync(Guid sessionId, Session session, OperationContext context, CancellationToken ct)
    {
        var accountId = context.Caller.AccountId!.Value;
        if (await MayEnrolAsync(session, context.Caller, ct) is { } refusal)
            return refusal;
        await session.Sql().Add("""
            insert into platform.second_factor_enrolment (account_id, kind, totp_secret, ends_at) values ($1, 'totp', $2, $3)
            on conflict (municipality_code, account_id, kind) do update set totp_secret = excluded.totp_secret, ends_at = excluded.ends_at
            """, accountId, vault.Seal(session.Municipality.Code, accountId, Totp.NewSecret()), session.Now + SignInRules.StepLasts).ExecuteAsync(ct);
        return sessionId;
    }

    private async Task<Result<NewToken>> FinishTotpAsync(TypedCode request, Session session, OperationContext context, CancellationToken ct)
    {
        var accountId = context.Caller.AccountId!.Value;
        if (await MayEnrolAsync(session, context.Caller, ct) is { } refusal)
            return refusal;
        if (await session.Sql().Add("select totp_secret from platform.second_factor_enrolment where account_id = $1 and kind = 'totp' and ends_at > $2 for update", accountId, session.Now)
            .FirstAsync(reader => reader.GetFieldValue<byte[]>(0), ct) is not { } stored)
            return SignInErrors.EnrolmentOver;
        if (Totp.Match(vault.Open(session.Municipality.Code, accountId, stored), request.Code, session.Now, 0) is not { } step)
            return SignInErrors.SecondFactorWrong;
        var batch = session.Sql()
            .Add("update platform.account set totp_secret = $2, totp_last_step = $3 where account_id = $1", accountId, stored, step)
            .Add("delete from platform.second_factor_enrolment where account_id = $1 and kind = 'totp'", accountId);
        return await StepUpAsync(batch, request.SessionId, "totp", session, context.Caller, ct);
    }

    private static async Task<Result<Guid>> RemoveTotpAsync(Guid sessionId, Session session, OperationContext context, CancellationToken ct)
    {
        var (_, keys, refusal) = await MayRemoveAsync(session, context.Caller, ct);
        if (refusal is not null)
            return refusal;
        if (keys == 0 && SignInRules.NeedsSecondFactor(context.Caller.Permissions))
            return SignInErrors.LastSecondFactor;
        await session.Sql().Add("update platform.account set totp_secret = null where account_id = $1", context.Caller.AccountId).ExecuteAsync(ct);
        return sessionId;
    }

    private static async Task<Result<string>> BeginPasskeyAsync(HttpContext http, Session session, OperationContext context, CancellationToken ct)
    {
        if (await MayEnrolAsync(session, context.Caller, ct) is { } refusal)
            return refusal;
        var begun = await Passkeys.BeginEnrolmentAsync(await OwnerAsync(session, context.Caller, ct), http);
        await session.Sql().Add("""
            insert into platform.second_factor_enrolment (account_id, kind, passkey_state, passkey_options, ends_at) values ($1, 'passkey', $2, $3, $4)
            on conflict (municipality_code, account_id, kind) do update set passkey_state = excluded.passkey_state, passkey_options = excluded.passkey_options, ends_at = excluded.ends_at
            """, context.Caller.AccountId, begun.AttestationState, begun.CreationOptionsJson, session.Now + SignInRules.StepLasts).ExecuteAsync(ct);
        return begun.CreationOptionsJson;
    }

    private static async Task<Result<NewToken>> FinishPasskeyAsync(MadePasskey request, Session session, OperationContext context, CancellationToken ct)
    {
        var accountId = context.Caller.AccountId!.Value;
        if (await MayEnrolAsync(session, context.Caller, ct) is { } refusal)
            return refusal;
        if (await session.Sql().Add("select passkey_state from platform.second_factor_enrolment where account_id = $1 and kind = 'passkey' and ends_at > $2 for update", accountId, session.Now)
            .FirstAsync(reader => reader.GetString(0), ct) is not { } state)
            return SignInErrors.EnrolmentOver;
        if (await Passkeys.FinishEnrolmentAsync(await OwnerAsync(session, context.Caller, ct), state, request.Credential, request.Http) is not { } key)
            return SignInErrors.PasskeyNotTaken;
        var label = request.Label.Trim() is { Length: > 0 } typed ? typed[..Math.Min(typed.Length, 40)] : "パスキー";
        var batch = session.Sql()
            .Add("insert into platform.passkey (account_id, credential_id, label, content, created_at) values ($1, $2, $3, $4, $5)", accountId, key.CredentialId, label, new Json(StoredPasskey.ToJson(key)), session.Now)
            .Add("delete from platform.second_factor_enrolment where account_id = $1 and kind = 'passkey'", accountId);
        return await StepUpAsync(batch, request.SessionId, "passkey", session, context.Caller, ct);
    }

    private static async Task<Result<int>> RemovePasskeyAsync(byte[] credentialId, Session session, OperationContext context, CancellationToken ct)
    {
        var (hasTotp, keys, refusal) = await MayRemoveAsync(session, context.Caller, ct);
        if (refusal is not null)
            return refusal;
        if (!hasTotp && keys <= 1 && SignInRules.NeedsSecondFactor(context.Caller.Permissions))
            return SignInErrors.LastSecondFactor;
        return await session.Sql().Add("delete from platform.passkey where account_id = $1 and credential_id = $2", context.Caller.AccountId, credentialId).ExecuteAsync(ct) is > 0 and var removed
            ? removed
            : PlatformErrors.NotFound;
    }

    /// <summary>A session that came in with the password alone may enrol the first factor, and none beside one that exists.</summary>
    private static async Task<Refusal?> MayEnrolAsync(Session session, Caller caller, CancellationToken ct)
    {
        var (hasTotp, keys) = await CountAsync(session, caller, ct);
        return caller.HasSecondFactor || (!hasTotp && keys == 0) ? null : PlatformErrors.SecondFactorNeeded;
    }

    private static async Task<(bool HasTotp, long Keys, Refusal? Refusal)> MayRemoveAsync(Session session, Caller caller, CancellationToken ct)
    {
        var (hasTotp, keys) = await CountAsync(session, caller, ct);
        return (hasTotp, keys, caller.HasSecondFactor ? null : PlatformErrors.SecondFactorNeeded);
    }

    private static Task<(bool HasTotp, long Keys)> CountAsync(Session session, Caller caller, CancellationToken ct) => session.Sql().Add("""
        select a.totp_secret is not null, (select count(*) from platform.passkey p where p.municipality_code = a.municipality_code and p.account_id = a.account_id)
        from platform.account a where a.account_id = $1 for update
        """, caller.AccountId).FirstAsync(reader => (reader.GetBoolean(0), reader.GetInt64(1)), ct);

    private static async Task<PasskeyOwner> OwnerAsync(Session session, Caller caller, CancellationToken ct) => new(
        caller.AccountId!.Value, caller.LoginName, caller.DisplayName,
        await session.Sql().Add(AccountRow.Keys, caller.AccountId).ListAsync<UserPasskeyInfo>(reader => StoredPasskey.FromJson(reader.GetString(0)), ct));

    /// <summary>The first factor shown raises the session, under a new token.</summary>
    private static async Task<NewToken> StepUpAsync(SqlBatch batch, Guid sessionId, string factor, Session session, Caller caller, CancellationToken ct)
    {
        var token = caller.HasSecondFactor ? null : OwnSession.StepUp(batch, sessionId, caller, factor, session.Now);
        await batch.ExecuteAsync(ct);
        return new NewToken(token);
    }
}

/// <summary>The second factors of a person, and what is being enrolled.</summary>
public sealed record SecondFactors(bool HasTotp, IReadOnlyList<PasskeyLine> Keys, bool Needed, string? NewSecret, string? NewSecretUri, string? PasskeyOptions)
{
    public override string ToString() => "SecondFactors { **** }";
}

/// <summary>A passkey in a list.</summary>
public sealed record PasskeyLine(string Id, string Label, DateTimeOffset CreatedAt);

internal sealed record TypedCode(Guid SessionId, string Code)
{
    public override string ToString() => "TypedCode { **** }";
}

internal sealed record MadePasskey(Guid SessionId, string Credential, string Label, HttpContext Http)
{
    public override string ToString() => "MadePasskey { **** }";
}

/// <summary>The token of the raised session; null when it goes on as it was.</summary>
internal sealed record NewToken(string? Value)
{
    public override string ToString() => "NewToken { **** }";
}
