using System.Collections.Immutable;
using Gruppera.Explanation;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Words;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Group;

/// <summary>Group a contact. The whole contact is the address; a request of htmx gets the part of the page that it asks for.</summary>
public sealed class IndexModel(SetCatalogue sets) : ExplorerPage(sets)
{
    private const int ShownOutcomes = 20;

    /// <inheritdoc/>
    public override string Title => Explanation is { } found ? $"{found.Group.Drg} {Say(found.Group.Name)}" : Say("Group a contact");

    /// <summary>What is typed.</summary>
    public ContactForm Form { get; private set; } = new();

    /// <summary>What the fields come to.</summary>
    public TypedReading Reading { get; private set; } = new TypedContact().Read();

    /// <summary>Why it gets its group; null for an empty form, and where something is missing or cannot be read.</summary>
    public ContactExplanation? Explanation { get; private set; }

    /// <summary>The groups that single changes lead to, by weight where there are weights.</summary>
    public ImmutableArray<Outcome> Outcomes { get; private set; } = [];

    /// <summary>Weight of the contact's group, or null.</summary>
    public double? Weight => Explanation is null ? null : Sets.Weights?.Of(Explanation.Group.Drg);

    /// <summary>The outcomes to show: the first ones, or all.</summary>
    public IEnumerable<Outcome> Shown => ShowsAll("what-if") ? Outcomes : Outcomes.Take(ShownOutcomes);

    /// <summary>The address that this contact is shared by.</summary>
    public string Address => To(Form.Address);

    /// <summary>True if the result alone is asked for, beside the fields that are being typed in.</summary>
    public bool IsTyping => Request.Headers["HX-Target"] == "result";

    /// <summary>Shows the page, or a part of it.</summary>
    public IActionResult OnGet()
    {
        Response.Headers.CacheControl = "no-store";
        var action = Request.Query["do"].ToString();
        Form = ContactForm.Read(Request.Query).Do(action);
        if (Request.Headers.ContainsKey("HX-Request"))
        {
            Response.Headers[action.Length > 0 ? "HX-Push-Url" : "HX-Replace-Url"] = Address;
            Explain();
            return Partial(IsTyping ? "_Typed" : "_Work", this);
        }

        if (action.Length > 0 || Request.Query.ContainsKey("pasted")
            || Request.Query.Any(pair => pair.Value.Any(string.IsNullOrWhiteSpace)))
            return Redirect(Address);
        Explain();
        return Page();
    }

    /// <summary>The address after a change.</summary>
    public string After(ContactChange change) => To(Form.With(change).Address);

    /// <summary>The address after a button of the form.</summary>
    public string After(string action) => To(Form.Do(action).Address);

    /// <summary>What is said beside a field: the texts of its codes.</summary>
    public string Caption(string field, bool isProcedure) =>
        string.Join("; ", ContactForm.Clean([field]).Select(code => Caption(isProcedure, code)));

    private string Caption(bool isProcedure, string code)
    {
        var (isKnown, text) = isProcedure
            ? (Captions.IsKnown(Sets, ProcedureCode.Parse(code)), Captions.Of(Sets, ProcedureCode.Parse(code)))
            : (Captions.IsKnown(Sets, Diagnosis.Parse(code)), Captions.Of(Sets, Diagnosis.Parse(code)));
        return isKnown ? Say(text) : Say(ExplanationWords.Unknown);
    }

    /// <summary>What is wrong with a field, or that its fact is missing; empty if nothing is, and for an empty form.</summary>
    public string Notice(params string[] fields) =>
        Form.IsEmpty ? "" : string.Join(
            "; ",
            Reading.Faults.Where(fault => fields.Contains(fault.Field, StringComparer.Ordinal)).Select(fault => Say(fault.Code.Meaning)));

    private void Explain()
    {
        Reading = Form.Reading;
        if (Form.IsEmpty || Reading.Faults.Length > 0)
            return;
        var contact = Form.Contact;
        Explanation = Sets.Explainer.Explain(contact);
        var outcomes = Sets.WhatIf.Of(contact).Outcomes;
        Outcomes = Sets.Weights is { } list
            ? [.. outcomes.OrderByDescending(outcome => list.Of(outcome.Group.Drg) ?? double.MinValue)]
            : outcomes;
    }
}
