using System.ComponentModel;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Gruppera.Changes;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Explanation;
using Gruppera.Formats;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Grouped;
using Gruppera.Formats.Sets;
using Gruppera.Formats.Tables;
using Gruppera.Grouping;
using Gruppera.Moves;
using Gruppera.Reach;
using Gruppera.Search;

namespace Gruppera.Tests;

/// <summary>Whoever calls the engine with nothing where something is needed gets an <see cref="ArgumentNullException"/> that names the parameter.</summary>
public class ArgumentChecksTest
{
    private static readonly NullabilityInfoContext Nullability = new();
    private static readonly Lazy<object[]> Samples = new(MakeSamples);

    [Theory]
    [InlineData(typeof(Grouper), 70)]
    [InlineData(typeof(TableReader), 100)]
    [InlineData(typeof(Gruppera.Casemix.Weights.WeightList), 60)]
    public void Every_public_entry_refuses_null_where_it_needs_something(Type inside, int least)
    {
        var asked = 0;
        var wrong = new List<string>();
        foreach (var method in Entries(inside.Assembly))
        {
            foreach (var parameter in method.GetParameters().Where(Needs))
            {
                asked++;
                if (Answer(method, parameter) is { } answer)
                    wrong.Add($"{method.DeclaringType!.Name}.{method.Name}({parameter.Name}): {answer}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.InRange(asked, least, int.MaxValue);
    }

    [Fact]
    public void An_age_and_care_days_are_never_negative()
    {
        var (early, late) = (new DateOnly(2025, 3, 1), new DateOnly(2025, 3, 2));
        Assert.All<Action>([() => _ = new AgeInDays(-1), () => AgeInDays.FromYears(-1), () => AgeInDays.FromDates(late, early), () => _ = new Duration(-1), () => Duration.FromDates(late, early)],
            make => Assert.Throws<ArgumentOutOfRangeException>(make));
        Assert.Equal((1, 0, 2, 1), (AgeInDays.FromDates(early, late).Days, AgeInDays.FromDates(early, early).Days, Duration.FromDates(early, late).Days, Duration.FromDates(early, early).Days));
    }

    /// <summary>Methods, and constructors of classes. What answers consist of (records, rows) is made by the engine; what is abstract is answered
    /// by those who implement it.</summary>
    private static IEnumerable<MethodBase> Entries(Assembly assembly) => assembly.GetExportedTypes().Where(type => !type.IsEnum && !type.IsInterface && !type.IsSubclassOf(typeof(Exception)) && !type.IsSubclassOf(typeof(Delegate))).SelectMany(type =>
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var isRecord = type.IsValueType || type.GetMethod("<Clone>$") is not null;
        return type.GetMethods(Own).Where(method => method is { ContainsGenericParameters: false, IsAbstract: false, ReturnType.IsByRefLike: false } && !method.GetParameters().Any(each => each.ParameterType.IsByRefLike) && method == method.GetBaseDefinition() && method.GetCustomAttribute<EditorBrowsableAttribute>() is null && method.Name is not ("Equals" or "<Clone>$" or "PrintMembers") && !method.Name.StartsWith("set_", StringComparison.Ordinal) && !method.Name.StartsWith("op_", StringComparison.Ordinal))
            .Concat<MethodBase>(isRecord ? [] : type.GetConstructors());
    });

    private static bool Needs(ParameterInfo parameter) => parameter is { ParameterType: { IsValueType: false, IsByRef: false }, HasDefaultValue: false }
        && Nullability.Create(parameter).WriteState == NullabilityState.NotNull;

    /// <summary>What is wrong with the answer to null; null where it is the right one.</summary>
    private static string? Answer(MethodBase method, ParameterInfo parameter)
    {
        var target = method.IsStatic || method is ConstructorInfo ? null : Sample(method.DeclaringType!);
        if (target is null && !method.IsStatic && method is MethodInfo)
            return "no sample to ask";
        var arguments = method.GetParameters().Select(each => each == parameter ? null : each.HasDefaultValue ? Type.Missing : Sample(each.ParameterType)).ToArray();
        try
        {
            var result = method is ConstructorInfo constructor ? constructor.Invoke(BindingFlags.OptionalParamBinding, null, arguments, null) : method.Invoke(target, BindingFlags.OptionalParamBinding, null, arguments, null);
            if (result is System.Collections.IEnumerable later)
                _ = later.GetEnumerator().MoveNext();
            return "takes it";
        }
        catch (TargetInvocationException exception)
        {
            return exception.InnerException is ArgumentNullException refusal && refusal.ParamName == parameter.Name ? null : exception.InnerException!.GetType().Name;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or NullReferenceException)
        {
            return exception is ArgumentNullException refusal && refusal.ParamName == parameter.Name ? null : exception.ToString();
        }
    }

    /// <summary>Something of a type; where nothing was made ready an empty shell, which serves as what is asked or stands beside null.</summary>
    private static object? Sample(Type type)
    {
        if (Samples.Value.FirstOrDefault(type.IsInstanceOfType) is { } made)
            return made;
        if (type.IsByRef)
            return Sample(type.GetElementType()!);
        if (type.IsValueType)
            return type.IsByRefLike ? null : Activator.CreateInstance(type);
        if (type.IsGenericType && type.GetGenericArguments() is [var element] && type.IsAssignableFrom(element.MakeArrayType()))
            return Array.CreateInstance(element, 0);
        if (type.IsSubclassOf(typeof(Delegate)) && type.GetMethod("Invoke") is { } call)
            return Expression.Lambda(type, Expression.Default(call.ReturnType), call.GetParameters().Select(each => Expression.Parameter(each.ParameterType))).Compile();
        return type.IsAbstract || type.IsArray ? null : RuntimeHelpers.GetUninitializedObject(type);
    }

    private static object[] MakeSamples()
    {
        var set = OpenSet.Open().Set!;
        var definition = CompiledDefinition.Compile(set);
        var grouper = new Grouper(definition);
        var diff = SetDiff.Of(set, set);
        var layout = LayoutCatalog.Find("canonical")!;
        return
        [
            .. OfFormats(grouper, layout), set, definition, grouper, diff, set.Index, set.Version, set.Rules, set.Rules[0], RuleColumn.Mdc, CareContact.Of("A000"), "A000", new StringWriter(), new CanonicalDump(new StringWriter(), grouper),
            new Explainer(grouper), new WhatIf(grouper), new Reachability(definition), new Questions.Explorer(set), new TextSearch(set), new MoveFinder(diff, grouper, grouper), new Migration(diff, grouper, grouper),
            new ChangeReach(diff, definition, definition), new ContactChange { Kind = ContactChangeKind.Sex }, new MoveCause { Kind = MoveCauseKind.Other, Rule = "1", IsLater = true },
            new Issue(FormatIssues.NotADelivery), Language.English, Questions.GroupTraits.Of(set), new Text("text"), new IssueCatalogue(), new Dictionary<string, Translation>(),
        ];
    }

    private static object[] OfFormats(Grouper grouper, ContactLayout layout)
    {
        MemoryStream Text() => new("id;sex;age_years;duration;diagnoses\n"u8.ToArray());
        return
        [
            layout, Text(), new StreamWriter(new MemoryStream()), new Action<Issue>(_ => { }), new Func<Text, Exception>(text => new ContactFileException(text)),
            new Func<Grouper>(() => grouper), new Func<Diagnosis, bool>(_ => true), new Func<ProcedureCode, bool>(_ => true), new Action<ReadOnlySpan<GroupedContact>>(_ => { }), new Action<Issue, string>((_, _) => { }),
            new IssueList(), new ModernTable("table", [], []), new SetStore("nowhere"), OpenSet.Open(), new DefinitionReaderOptions(), new Delivery("none", []), FormatIssues.NotADelivery,
            new GroupedReaderOptions(), new GroupedReader(new()), new FileGrouperOptions { Layout = layout }, new FileGrouper(grouper, new() { Layout = layout }),
            new OccurrenceCounter(() => grouper), new LayoutWish(), new KnownCodes(grouper.Definition), new ContactJsonReader(1), ContactSource.Of(Text()), new RecordReader(Text(), layout, ""),
            new CanonicalWriter(new MemoryStream(), []), new Sheet[] { new("sheet", ["column"], []) }, new[] { "text" },
        ];
    }
}
