// Parses every Power Query expression of a model with Microsoft's own parser.
// usage: node parse_m.mjs MODEL.bim
import fs from "fs";
import { DefaultSettings, TaskUtils } from "@microsoft/powerquery-parser";

const model = JSON.parse(fs.readFileSync(process.argv[2], "utf8")).model;
const text = (lines) => (Array.isArray(lines) ? lines.join("\n") : lines);
const expressions = model.expressions.map((one) => [one.name, text(one.expression)]);
for (const table of model.tables) {
  for (const partition of table.partitions.filter((one) => one.source.type === "m")) {
    expressions.push([table.name, text(partition.source.expression)]);
  }
}
let wrong = 0;
for (const [name, expression] of expressions) {
  const parsed = await TaskUtils.tryLexParse(DefaultSettings, expression);
  if (parsed.resultKind === "Error") {
    console.error(`${name}: ${parsed.error.message}`);
    wrong += 1;
  }
}
console.log(`${expressions.length} expressions, ${wrong} with errors`);
process.exit(wrong || expressions.length < 2 ? 1 : 0);
