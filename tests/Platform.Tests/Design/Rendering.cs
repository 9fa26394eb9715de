using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Moyai.Platform.Tests.Design;

/// <summary>Renders components as the hosts do, and remembers which ones were made.</summary>
internal sealed class Rendering : IComponentActivator
{
    private readonly HashSet<Type> _made = [];

    public IReadOnlySet<Type> Made => _made;

    public IComponent CreateInstance(Type componentType)
    {
        _made.Add(componentType);
        return (IComponent)Activator.CreateInstance(componentType)!;
    }

    public async Task<IHtmlDocument> Document<T>(params (string Name, object? Value)[] parameters) where T : IComponent =>
        new HtmlParser().ParseDocument(await Html<T>(parameters));

    public async Task<string> Html<T>(params (string Name, object? Value)[] parameters) where T : IComponent
    {
        await using var services = new ServiceCollection().AddSingleton<IComponentActivator>(this).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var view = ParameterView.FromDictionary(parameters.ToDictionary(p => p.Name, p => p.Value));
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(view)).ToHtmlString());
    }

    public static RenderFragment Text(string text) => builder => builder.AddContent(0, text);
}
