import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

const api = createClient<paths>({ baseUrl: process.argv[2] });
const contacts: components["schemas"]["Contact"][] = [
  { id: "A1", sex: "M", age: 65, duration: 5, diagnoses: ["I71.4", "I20.9"] },
  { id: "A2", sex: "X" },
];
const grouped = await api.POST("/v1/group", { params: { query: { set: "open-se", lang: "sv" } }, body: contacts });
const drg = await api.GET("/v1/sets/{set}/drgs/{drg}", { params: { path: { set: "open-se", drg: "E51C" } } });
const missing = await api.GET("/v1/sets/{set}/drgs/{drg}", { params: { path: { set: "open-se", drg: "E51X" } } });
const diff = await api.GET("/v1/diff", { params: { query: { from: "open-se", to: "other", only: "rules" } } });
const form = new FormData();
form.append("contacts", new Blob(["id,sex,age_years,duration,dx1\n1,M,65,5,I714\n2,M,30,2,O800\n"]), "contacts.csv");
const started = await api.POST("/v1/jobs/quality", { body: form as never, bodySerializer: body => body as never });
const id = started.data!.id;
let job: components["schemas"]["JobAnswer"];
do {
  job = (await api.GET("/v1/jobs/{id}", { params: { path: { id } } })).data!;
} while (job.state === "working");
const quality = await api.GET("/v1/jobs/{id}/quality", { params: { path: { id } } });
const deleted = await api.DELETE("/v1/jobs/{id}", { params: { path: { id } } });
console.log(
  [
    (grouped.data as components["schemas"]["GroupAnswer"]).results.map(result => result.drg ?? result.issue!.code).join(),
    drg.data!.group.drg.drg,
    missing.error!.code,
    diff.data!.rules!.map(rule => rule.kind).join(),
    job.state,
    quality.data!.total.contacts,
    deleted.response.status,
  ].join(" "),
);
