using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;

namespace Moyai.Architecture;

/// <summary>What a module shows of itself, and nothing else.</summary>
public sealed class SurfaceTests
{
    /// <summary>How a module keeps and computes is nobody's business.</summary>
    private static readonly string[] Inner = ["Model", "Storage", "Schema"];

    private static readonly Assembly[] Modules = [typeof(Residents.ResidentsModule).Assembly, typeof(MyNumber.MyNumberModule).Assembly];

    [Fact]
    public void Nothing_of_a_modules_model_or_storage_is_public() => Assert.Empty(Modules.SelectMany(ShownFromInside));

    /// <summary>A page shows its views and forms to the framework: components, and the values they are given. No behaviour.</summary>
    [Fact]
    public void A_modules_pages_show_components_and_values_only() => Assert.Empty(Modules.SelectMany(module => module.GetExportedTypes())
        .Where(type => Words(type).Contains("Pages") && !IsGenerated(type) && !IsComponent(type) && !IsValue(type)).Select(type => type.FullName));

    [Fact]
    public void A_class_is_sealed_unless_another_inherits_it() => Assert.Empty(Repository.Ours.SelectMany(assembly => assembly.GetTypes()).Where(IsOpenForNoReason).Select(type => type.FullName));

    [Fact]
    public void An_interface_has_more_than_one_implementation() => Assert.Empty(
        Repository.Ours.SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsInterface && !IsGenerated(type)).Where(type => Repository.Ours.SelectMany(assembly => assembly.GetTypes()).Count(other => !other.IsInterface && Implements(other, type)) < 2).Select(type => type.FullName));

    /// <summary>The twins stand in this assembly.</summary>
    [Fact]
    public void What_breaks_the_rule_is_found()
    {
        Assert.Contains(typeof(Storage.Twin).FullName, ShownFromInside(typeof(Storage.Twin).Assembly));
        Assert.True(IsOpenForNoReason(typeof(Storage.Twin)));
        Assert.False(IsValue(typeof(Storage.Twin)));
    }

    private static IEnumerable<string> ShownFromInside(Assembly assembly) => assembly.GetExportedTypes().Where(type => Words(type).Intersect(Inner).Any()).Select(type => type.FullName!);

    private static bool IsOpenForNoReason(Type type) =>
        type is { IsClass: true, IsSealed: false, IsAbstract: false } && !IsGenerated(type) && !IsComponent(type) && type.Name != "Program" && !typeof(Delegate).IsAssignableFrom(type)
        && !type.Assembly.GetTypes().Any(other => other.BaseType == type || (other.BaseType is { IsGenericType: true } generic && generic.GetGenericTypeDefinition() == type));

    private static bool Implements(Type type, Type of) => type.GetInterfaces().Any(face => face == of || (face.IsGenericType && face.GetGenericTypeDefinition() == of));

    private static bool IsComponent(Type type) => typeof(IComponent).IsAssignableFrom(type);

    /// <summary>A record, an enum or a struct, or something that stands inside one.</summary>
    private static bool IsValue(Type type) => type.IsValueType || type.GetMethod("<Clone>$") is not null || (type.DeclaringType is { } outer && IsValue(outer));

    private static bool IsGenerated(Type type) => type.Name == "_Imports" || type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.FullName!.Contains('<', StringComparison.Ordinal) || type.Namespace is null or "System.Text.RegularExpressions.Generated" || type.Namespace.StartsWith("Microsoft.", StringComparison.Ordinal) || type.Namespace.StartsWith("System.", StringComparison.Ordinal);

    private static string[] Words(Type type) => type.Namespace!.Split('.');
}
