using System.ComponentModel;
using System.Globalization;
using Gruppera.Explanation;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Logic;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace Gruppera.Mcp.Tools;

/// <summary>Questions about a contact. What is asked is in the hands of the model that asks; here nothing of it is kept.
/// Thread-safe.</summary>
internal sealed class ContactTools(AskedSets asked)
{
    private const string Diagnoses = "Diagnoses, the principal one first; a pair as G94.0*A50.3.";
    private const string Procedures = "Procedures.";
    private const string Sex = "M or F.";
    private const string Age = "Age in completed years.";
    private const string AgeDays = "Age in days, for children.";
    private const string Days = "Care days: 0 for a visit, 1 or more for inpatient care.";
    private const string Discharge = "E dead, R transferred, L left against advice, N other.";
    private const string Form = "inpatient, outpatient or primary; where not said, the care days tell inpatient care from a visit.";

    [McpServerTool(Name = "group", Title = "Group a contact", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("The group (DRG), return code and rule of a contact. Never send what identifies a patient.")]
    internal string Group(
        [Description(Diagnoses)] string[] diagnoses,
        [Description(Days)] int careDays,
        [Description(Procedures)] string[]? procedures = null,
        [Description(Sex)] string? sex = null,
        [Description(Age)] int? age = null,
        [Description(AgeDays)] int? ageDays = null,
        [Description(Discharge)] string? discharge = null,
        [Description(Form)] string? careForm = null,
        [Description(AskedSets.Named)] string? set = null)
    {
        var loaded = asked.Find(set);
        var contact = Contact(diagnoses, procedures, careDays, sex, age, ageDays, discharge, careForm);
        var result = loaded.Grouper.Group(contact);
        var language = asked.Voice.Language;
        string[][] facts =
        [
            ["DRG", $"{result.Drg} {result.DrgName.In(language)}".TrimEnd()],
            ["MDC", result.Mdc],
            [asked.Voice.Say("return code"), $"{result.ReturnCode} {result.ReturnCodeText.In(language)}".TrimEnd()],
            [asked.Voice.Say("level"), result.ComplicationLevel.ToString(CultureInfo.InvariantCulture)],
            [asked.Voice.Say("rule"), $"{result.Rule.Id} ({result.Rule.Ord})"],
            [asked.Voice.Say("weight"), loaded.Weights?.For(contact).Of(result.Drg) is { } weight ? asked.Voice.Weight(weight) : ""],
        ];
        var document = new Document().Table(["", ""], facts.Where(fact => fact[1].Length > 0));
        if (result.HasUnknownCodes)
            document.Line(asked.Voice.Say("Codes of the contact are not in the set and were ignored."));
        return asked.Answer(loaded, document, result.Rule.Id);
    }

    [McpServerTool(Name = "explain", Title = "Explain a contact", ReadOnly = true, Idempotent = true, Destructive = false,
        OpenWorld = false)]
    [Description(
        "Why a contact gets its group: what each code gave, complications, the rule condition by condition. lens near adds near " +
        "misses and the groups of the same base group, full every rule tried.")]
    internal string Explain(
        [Description(Diagnoses)] string[] diagnoses,
        [Description(Days)] int careDays,
        [Description(Procedures)] string[]? procedures = null,
        [Description(Sex)] string? sex = null,
        [Description(Age)] int? age = null,
        [Description(AgeDays)] int? ageDays = null,
        [Description(Discharge)] string? discharge = null,
        [Description(Form)] string? careForm = null,
        [Description("why, near or full; why where not said.")] string lens = "why",
        [Description(AskedSets.Named)] string? set = null)
    {
        if (lens is not ("why" or "near" or "full"))
            throw asked.Unknown("lens", lens, "why", "near", "full");
        var loaded = asked.Find(set);
        var contact = Contact(diagnoses, procedures, careDays, sex, age, ageDays, discharge, careForm);
        var explanation = loaded.Explainer.Explain(contact, Enum.Parse<ExplanationLens>(lens, ignoreCase: true));
        return asked.Answer(
            loaded, new ExplanationDocument(asked.Voice, explanation, loaded.Weights?.For(contact)).Write(), explanation.Group.Rule);
    }

    [McpServerTool(Name = "what_if", Title = "Single changes", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description(
        "The groups that a contact is one change away from: a code removed, added or made principal, age, care days, sex, discharge.")]
    internal string WhatIf(
        [Description(Diagnoses)] string[] diagnoses,
        [Description(Days)] int careDays,
        [Description(Procedures)] string[]? procedures = null,
        [Description(Sex)] string? sex = null,
        [Description(Age)] int? age = null,
        [Description(AgeDays)] int? ageDays = null,
        [Description(Discharge)] string? discharge = null,
        [Description(Form)] string? careForm = null,
        [Description(AskedSets.Named)] string? set = null)
    {
        var loaded = asked.Find(set);
        var contact = Contact(diagnoses, procedures, careDays, sex, age, ageDays, discharge, careForm);
        var answer = new WhatIfAnswer(loaded.Set, loaded.ChangesOf(contact, loaded.Weights), loaded.Weights?.For(contact));
        return asked.Answer(loaded, WhatIfDocument.Of(asked.Voice, answer));
    }

    /// <exception cref="McpException">A fact is missing or cannot be read: the field and what to do, never what was sent.</exception>
    private CareContact Contact(
        string[] diagnoses, string[]? procedures, int careDays, string? sex, int? age, int? ageDays, string? discharge, string? careForm)
    {
        var read = new TypedContact
        {
            AgeDays = Text(ageDays),
            Age = Text(age),
            Duration = Text(careDays),
            Sex = sex,
            Discharge = discharge,
            CareForm = careForm,
        }.Read();
        if (read.Faults is [var fault, ..])
            throw new McpException(
                $"{fault.Code.Id} {fault.Field}: {asked.Voice.Say(fault.Code.Meaning)}. {asked.Voice.Say(fault.Code.Remedy)}");
        return read.ToContact(
            diagnoses.Select(code => Diagnosis.Parse(code)), (procedures ?? []).Select(code => ProcedureCode.Parse(code)));

        static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
    }
}
