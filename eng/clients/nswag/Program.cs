using System.Text;
using Gruppera.Client;

using var http = new HttpClient { BaseAddress = new(args[0]) };
var api = new GrupperaClient(http);
var grouped = await api.GroupAsync(
    "open-se", null, null, null, Lang.Sv,
    [new() { Id = "A1", Sex = "M", Age = 65, Duration = 5, Diagnoses = ["I71.4", "I20.9"] }, new() { Id = "A2", Sex = "X" }]);
var drg = await api.GetDrgAsync("open-se", "E51C", null);
var missing = "";
try
{
    await api.GetDrgAsync("open-se", "E51X", null);
}
catch (ApiException<ProblemAnswer> problem)
{
    missing = problem.Result.Code;
}

var diff = await api.DiffAsync("open-se", "other", Only.Rules, null);
using var file = new MemoryStream(Encoding.UTF8.GetBytes("id,sex,age_years,duration,dx1\n1,M,65,5,I714\n2,M,30,2,O800\n"));
var started = await api.StartQualityAsync(null, null, null, null, null, null, null, new FileParameter(file, "contacts.csv"), null, null);
var job = started;
while (job.State == JobState.Working)
    job = await api.GetJobAsync(started.Id, null);
var quality = await api.GetQualityResultAsync(started.Id, null);
await api.DeleteJobAsync(started.Id, null);
Console.WriteLine(string.Join(
    ' ', string.Join(',', grouped.Results.Select(result => result.Drg ?? result.Issue!.Code)), drg.Group.Drg.Drg, missing,
    string.Join(',', diff.Rules!.Select(rule => rule.Kind.ToString().ToLowerInvariant())), job.State.ToString().ToLowerInvariant(),
    quality.Total.Contacts, "204"));
