using System.Net;

namespace Gruppera.Host.Tests;

/// <summary>Stories of addresses that lead nowhere, and of fields that cannot count.</summary>
public class PagesTest(Server server) : IClassFixture<Server>
{
    [Theory]
    [InlineData("/nonsense", "There is no such page", "Sidan finns inte")]
    [InlineData("/lib/none.js", "There is no such page", "Sidan finns inte")]
    [InlineData("/?dx=I714&set=none", "The definition set none is not served here", "Uppsättningen none finns inte här")]
    [InlineData("/versions?from=open-se&to=none", "The definition set none is not served here", "Uppsättningen none finns inte här")]
    public async Task An_address_that_leads_nowhere_says_so(string path, string english, string swedish)
    {
        foreach (var (language, title) in new[] { ("en", english), ("sv", swedish) })
        {
            var page = await server.Get(path, ("Accept-Language", language));
            Assert.Equal((404, "text/html; charset=utf-8"), (page.Status, page["Content-Type"]));
            Assert.Contains($"<h1>{title}</h1>", page.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("fi", "fi")]
    [InlineData("nb", "nb")]
    [InlineData("nn-NO, en;q=0.4", "nb")]
    [InlineData("no", "nb")]
    [InlineData("da", "da")]
    [InlineData("en-GB", "en")]
    [InlineData("fr, fi;q=0.5, SV-se;q=0.8", "sv")]
    [InlineData("sv;q=0, da;q=0.1", "da")]
    [InlineData("sv;q=0", "en")]
    [InlineData("xx, *", "en")]
    [InlineData(";;q=", "en")]
    public async Task Pages_and_API_speak_the_language_that_the_reader_likes_best(string accepted, string language)
    {
        Assert.Contains($"<html lang=\"{language}\"", (await server.Get("/", ("Accept-Language", accepted))).Text, StringComparison.Ordinal);
        Assert.Equal(Gruppera.Web.ApiIssues.UnknownPath.Meaning.In(Gruppera.Presentation.Texts.Languages.Find(language)!), (await server.Get("/v1/nonsense", ("Accept-Language", accepted))).Json.GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_set_that_is_not_served_is_replaced_with_a_click()
    {
        var page = WebUtility.HtmlDecode((await server.Get("/?dx=I714&set=none")).Text);
        Assert.Contains("href=\"/?dx=I714&set=other\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/versions?from=other&to=open-se\"", WebUtility.HtmlDecode((await server.Get("/versions?from=other&to=none")).Text), StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"//", (await server.Get($"{server.Address}/elsewhere.example/?set=none")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_are_told_so_in_their_own_way() => Assert.Equal((404, "GRP5017", null), (await server.Get("/v1/nonsense")).Problem);

    [Theory]
    [InlineData("age=abc", "the age is not a whole number of 0 or more")]
    [InlineData("days=-3", "the duration is not a whole number of 0 or more")]
    [InlineData("birth=2020-02-30&admission=2021-01-01", "the date cannot be read")]
    [InlineData("admission=2021-01-02&leaving=2021-01-01", "the dates are in the wrong order")]
    [InlineData("age=4&birth=2021-01-02&admission=2021-01-01", "the dates are in the wrong order")]
    [InlineData("age=70&days=3&sex=x", "the field cannot have such a value")]
    [InlineData("age=70&days=3&discharge=Q", "the field cannot have such a value")]
    public async Task A_field_that_cannot_count_is_not_passed_over_in_silence(string fields, string meaning) =>
        Assert.Contains($": {meaning}.", (await server.Get("/?dx=I714&" + fields)).Text, StringComparison.Ordinal);

    [Trait("lane", "slow")]
    [Fact]
    public async Task Fields_that_count_are_not_remarked_on() =>
        Assert.DoesNotContain("GRP30", (await server.Get("/?dx=I714&birth=1950-01-01&admission=2021-01-01&leaving=2021-01-01")).Text, StringComparison.Ordinal);
}
