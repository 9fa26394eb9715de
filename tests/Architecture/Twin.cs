namespace Moyai.Architecture.Storage;

/// <summary>A public class in a Storage folder, open to inheritance: everything the rule forbids.</summary>
public class Twin
{
    public int Rows { get; set; }
}
