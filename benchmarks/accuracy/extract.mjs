// What Readability makes of every page: node extract.mjs TRUTH PAGES > PREDICTIONS
// It is run from the peers' folder, so that its imports are found there.
import { readFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const installed = createRequire(join(process.cwd(), "package.json"));
const { Readability } = installed("@mozilla/readability");
const { JSDOM, VirtualConsole } = installed("jsdom");
const BLOCKS = "p, div, section, h1, h2, h3, h4, h5, h6, li, td, th, br, blockquote, figcaption, pre";

const [truth, pages] = process.argv.slice(2);
for (const line of readFileSync(truth, "utf8").split("\n").filter(Boolean)) {
  const page = JSON.parse(line);
  print({ id: page.id, ...found(readFileSync(join(pages, page.html), "utf8"), page.url) });
}

function found(html, url) {
  let dom;
  try {
    dom = new JSDOM(html, { url: url || "https://example.com/", virtualConsole: new VirtualConsole() });
    return told(new Readability(dom.window.document).parse());
  } catch (failure) {
    return { error: String(failure).slice(0, 200), images: [], text: "" };
  } finally {
    dom?.window.close();
  }
}

function told(article) {
  if (!article) return { authors: [], date: null, images: [], text: "" };
  const content = JSDOM.fragment(article.content);
  const images = [...content.querySelectorAll("figure")].map(image);
  // Its textContent glues the words at the edges of blocks together.
  content.querySelectorAll(BLOCKS).forEach((block) => block.after("\n"));
  return {
    authors: article.byline ? [article.byline] : [],
    date: /^\d{4}-\d\d-\d\d/.exec(article.publishedTime ?? "")?.[0] ?? null,
    images,
    text: content.textContent,
  };
}

function image(figure) {
  const sources = [...figure.querySelectorAll("img, source")];
  return {
    src: sources.flatMap((one) => [one.getAttribute("src"), one.getAttribute("srcset")]).filter(Boolean),
    caption: figure.querySelector("figcaption")?.textContent ?? "",
  };
}

function print(prediction) {
  let left = Buffer.from(JSON.stringify(prediction) + "\n");
  while (left.length) left = left.subarray(writeSync(1, left));
}
