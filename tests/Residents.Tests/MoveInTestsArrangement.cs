using Moyai.Residents.MoveIn;

namespace Moyai.Residents.Tests;

/// <summary>One person moves in, entered by one and approved by another.</summary>
internal sealed class MoveInTestsArrangement(Register register)
{
    public async Task<ApproveMoveIn.Receipt> MoveInAsync()
    {
        var change = await register.DoAsync(register.Entering, People.Notification(), register.Anyone("enterer"));
        return await register.DoAsync(register.Approving, new ApproveMoveIn.Request(change.ChangeId), register.Anyone("approver"));
    }
}
