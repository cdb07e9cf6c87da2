using System.Text;
using Gruppera.Client;
using Gruppera.Client.Models;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

var api = new GrupperaClient(new HttpClientRequestAdapter(new AnonymousAuthenticationProvider()) { BaseUrl = args[0] });
var grouped = await api.V1.Group.PostAsync(
    [new() { Id = "A1", Sex = "M", Age = 65, Duration = 5, Diagnoses = ["I71.4", "I20.9"] }, new() { Id = "A2", Sex = "X" }],
    request => (request.QueryParameters.Set, request.QueryParameters.Lang) = ("open-se", Lang.Sv));
var drg = await api.V1.Sets["open-se"].Drgs["E51C"].GetAsync();
var missing = "";
try
{
    await api.V1.Sets["open-se"].Drgs["E51X"].GetAsync();
}
catch (ProblemAnswer problem)
{
    missing = problem.Code;
}

var diff = await api.V1.Diff.GetAsync(request =>
    (request.QueryParameters.From, request.QueryParameters.To, request.QueryParameters.Only) =
        ("open-se", "other", Gruppera.Client.V1.Diff.GetOnlyQueryParameterType.Rules));
var form = new MultipartBody();
form.AddOrReplacePart(
    "contacts", "text/csv", new MemoryStream(Encoding.UTF8.GetBytes("id,sex,age_years,duration,dx1\n1,M,65,5,I714\n2,M,30,2,O800\n")),
    "contacts.csv");
var started = await api.V1.Jobs.Quality.PostAsync(form);
var job = started;
while (job!.State == JobState.Working)
    job = await api.V1.Jobs[started!.Id!].GetAsync();
var quality = await api.V1.Jobs[started!.Id!].Quality.GetAsync();
await api.V1.Jobs[started.Id!].DeleteAsync();
Console.WriteLine(string.Join(
    ' ', string.Join(',', grouped!.Results!.Select(result => result.Drg ?? result.Issue!.Code)), drg!.Group!.Drg!.Drg, missing,
    string.Join(',', diff!.Rules!.Select(rule => rule.Kind.ToString()!.ToLowerInvariant())), job.State.ToString()!.ToLowerInvariant(),
    quality!.Total!.Contacts, "204"));
