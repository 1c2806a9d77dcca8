
"use strict";
// Everything that articles say is put into the page as text, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const WEIGHTS = { error: "wrong", warning: "to check", info: "to know" };
const PAGE = 100, PRINTED = 2000;
const by = (id) => document.getElementById(id);

function make(name, words, attributes) {
  const element = document.createElement(name);
  if (words !== undefined && words !== "") element.textContent = words;
  for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
  return element;
}

function said(name, words) {
  // What an article says may be written from right to left.
  return make(name, words, { dir: "auto" });
}

function withCode(words) {
  const paragraph = make("p");
  words.split("`").forEach((piece, at) => paragraph.append(at % 2 ? make("code", piece) : piece));
  return paragraph;
}

function table(caption, heads, rows) {
  const whole = make("table"), head = make("tr"), body = make("tbody");
  whole.append(make("caption", caption), make("thead"), body);
  heads.forEach((words, at) => head.append(make("th", words, { scope: "col", class: at ? "number" : "" })));
  whole.querySelector("thead").append(head);
  for (const row of rows) {
    const line = make("tr");
    row.forEach((cell, at) => {
      const element = make(at ? "td" : "th", "", at ? { class: typeof cell === "number" ? "number" : "" } : { scope: "row" });
      element.append(typeof cell === "number" ? cell.toLocaleString("en") : cell);
      line.append(element);
    });
    body.append(line);
  }
  return whole;
}

function bar(share) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  svg.setAttribute("viewBox", "0 0 100 10");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("class", "bar");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${Math.round(100 * share)} %`);
  for (const [key, value] of [["x", 0], ["y", 0], ["height", 10], ["width", 100 * share]]) rect.setAttribute(key, value);
  svg.append(rect);
  return svg;
}

function button(words, wanted) {
  const element = make("button", words, { type: "button" });
  element.addEventListener("click", () => {
    by("filter").reset();
    for (const [key, value] of Object.entries(wanted)) by(key).value = value;
    show();
    by("h-list").focus();
  });
  return element;
}

const every = data.violations.map((row, number) => {
  const [at, code, severity, line, column, message, before, words, after, cause] = row;
  const article = data.articles[at], rule = data.rules[code] || {};
  const text = [article.path, article.headline, message, words, code, rule.name].join("\n").toLowerCase();
  return { number, article, rule, code, severity, line, column, message, before, words, after, cause, text,
    year: article.date.slice(0, 4) || "no date", family: rule.family || "other", desk: rule.desk || "" };
});

function counted(found) {
  const of = (severity) => found.filter((each) => each.severity === severity).length;
  return [new Set(found.map((each) => each.article)).size, of("error"), of("warning"), of("info")];
}

function grouped(found, key) {
  const groups = new Map();
  for (const each of found) {
    if (!groups.has(each[key])) groups.set(each[key], []);
    groups.get(each[key]).push(each);
  }
  return groups;
}

function figures() {
  const heads = ["with any", ...Object.values(WEIGHTS)];
  const families = [...grouped(every, "family")].sort((a, b) => b[1].length - a[1].length);
  by("families").append(table("By family", ["family", ...heads], families.map(([name, found]) => [name, ...counted(found)])));
  const years = grouped(every, "year");
  const rows = data.years.map(([year, articles]) => {
    const figures = counted(years.get(year) || []);
    return [year, articles, ...figures, bar(articles ? Math.min(1, figures[0] / articles) : 0)];
  });
  for (const id of ["families", "years"]) by(id).setAttribute("tabindex", "0");
  by("years").append(table("By year", ["year", "articles", ...heads, "share with any"], rows));
}

function causes() {
  data.causes.forEach((cause, number) => {
    const item = make("li");
    item.append(said("h3", cause.told), withCode(cause.do));
    if (cause.settings) item.append(make("p", "In bylint.yaml: "), said("code", cause.settings));
    item.append(make("p"));
    item.lastChild.append(button(`Show these ${cause.number.toLocaleString("en")}`, { cause: String(number) }));
    by("cause-list").append(item);
  });
  if (!data.causes.length) by("cause-list").replaceWith(make("p", "Nothing that many articles share."));
}

function options() {
  const add = (id, values) => values.forEach(([value, words]) => by(id).append(make("option", words, { value })));
  const sorted = (key) => [...new Set(every.map((each) => each[key]))].filter(Boolean).sort();
  add("severity", Object.entries(WEIGHTS));
  add("family", sorted("family").map((name) => [name, name]));
  add("code", sorted("code").map((code) => [code, `${code} ${(data.rules[code] || {}).name || ""}`]));
  add("year", sorted("year").map((year) => [year, year]));
  add("desk", sorted("desk").map((desk) => [desk, desk]));
  add("author", [...new Set(data.articles.flatMap((each) => each.authors))].sort().map((name) => [name, name]));
  add("cause", data.causes.map((cause, number) => [String(number), `${number + 1}. ${cause.where}`]));
}

let found = every, shown = 0;

function wanted() {
  const words = by("words").value.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = ["severity", "family", "code", "year", "desk"].filter((id) => by(id).value);
  const author = by("author").value, cause = by("cause").value;
  return every.filter((each) => chosen.every((id) => each[id] === by(id).value)
    && (!author || each.article.authors.includes(author)) && (!cause || each.cause === Number(cause))
    && words.every((word) => each.text.includes(word)));
}

function show() {
  found = wanted();
  shown = 0;
  by("found").replaceChildren();
  const articles = new Set(found.map((each) => each.article)).size;
  by("count").textContent = `${found.length.toLocaleString("en")} in ${articles.toLocaleString("en")} articles`;
  more(PAGE);
}

function more(number) {
  const items = found.slice(shown, shown + number).map(entry);
  by("found").append(...items);
  shown += items.length;
  by("more").hidden = shown >= found.length;
}

function entry(each) {
  const item = make("li"), first = make("p"), where = make("p", "", { class: "place" });
  first.append(make("span", WEIGHTS[each.severity], { class: `weight ${each.severity}` }), ": ", said("span", each.message), " (");
  first.append(each.rule.page ? make("a", each.code, { href: each.rule.page, rel: "noreferrer" }) : each.code, ")");
  const { headline, path, authors, date, section } = each.article;
  where.append(said("span", headline || path), " · ", said("span", `${path}:${each.line}:${each.column}`));
  for (const words of [authors.join(", "), date, section]) if (words) where.append(" · ", said("span", words));
  item.append(first, where);
  if (each.words || each.before || each.after) {
    const quote = make("blockquote", "", { dir: "auto" });
    quote.append(each.before, make("mark", each.words), each.after);
    item.append(quote);
  }
  if (each.rule.hint) item.append(make("p", each.rule.hint, { class: "hint" }));
  return item;
}

function authors() {
  const lines = new Map();
  for (const each of every) for (const name of each.article.authors) lines.set(name, (lines.get(name) || 0) + 1);
  const rows = data.authors.map((each) => [
    each.number ? button(each.name, { author: each.name }) : said("span", each.name),
    each.articles, [each.first, each.last].filter(Boolean).join(" – "), said("span", each.posts.join("; ")),
    each.bios, each.disclaimers, lines.get(each.name) || 0,
  ]);
  const heads = ["author", "articles", "first and last", "posts that articles name", "wordings of the bio", "with a disclaimer", "lines here"];
  part("author-list", data.authors.length, () => table("Who signs, the most articles first", heads, rows), "Nobody signs.");
}

function duties() {
  const rows = data.duties.map((each) => [said("span", each.person), said("span", each.body), each.carried, each.missing]);
  part("duty-list", rows.length, () => table("Bodies whose disclaimer articles lack, or have in part",
    ["Author", "Body", "articles of the author with any disclaimer", "articles reported"], rows), "None is reported as lacking.");
}

function waivers() {
  const rows = data.waivers.map((each) => [each.rule, said("span", each.place), said("span", each.reason), each.by, each.until,
    each.silenced]);
  part("waiver-list", rows.length, () => table("", ["Rule", "where", "reason", "by", "until", "silenced"], rows),
    "Nothing is silenced.");
}

function part(id, number, made, none) {
  by(id).classList.add("wide");
  by(id).append(number ? made() : make("p", none));
  if (number) by(id).setAttribute("tabindex", "0");
}

figures();
causes();
options();
authors();
duties();
waivers();
let waiting = 0;
by("filter").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 60); });
by("filter").addEventListener("reset", () => setTimeout(show));
by("filter").addEventListener("submit", (event) => event.preventDefault());
by("more").addEventListener("click", () => more(PAGE));
addEventListener("beforeprint", () => more(PRINTED - shown));
show();
