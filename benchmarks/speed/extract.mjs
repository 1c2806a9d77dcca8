// What Readability makes of every page in a folder.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [jsdom, folder] = process.argv.slice(2);
const installed = createRequire(join(jsdom, "package.json"));
const { JSDOM } = installed("jsdom");
const { Readability } = installed("@mozilla/readability");

for (const name of readdirSync(folder).filter((each) => each.endsWith(".html")).sort()) {
  const page = new JSDOM(readFileSync(join(folder, name), "utf8"), { url: "https://example.com/" });
  new Readability(page.window.document).parse();
  page.window.close();
}
