using Moyai.Kernel;
using Moyai.Platform.Database;

namespace Moyai.Platform.Operations;

/// <summary>A use case: loads what its rule needs, refuses, writes, and returns a receipt. SQL goes through the session.</summary>
public delegate Task<Result<TReceipt>> Handler<in TRequest, TReceipt>(TRequest request, Session session, OperationContext context, CancellationToken ct);

/// <summary>A definition and its handler. Only <see cref="OperationRunner"/> can call the handler.</summary>
public sealed class Operation<TRequest, TReceipt>(OperationDefinition definition, Handler<TRequest, TReceipt> handler)
{
    public OperationDefinition Definition { get; } = definition;

    internal Handler<TRequest, TReceipt> Handler { get; } = handler;
}
