// docxtemplater as its manual shows: load, build the template, render, zip. One line in, one time out.
const fs = require("fs");
const readline = require("readline");
const path = require("path");
const [modules, folder] = process.argv.slice(2);
const PizZip = require(path.join(modules, "pizzip"));
const Docxtemplater = require(path.join(modules, "docxtemplater"));
const facts = JSON.parse(fs.readFileSync(path.join(folder, "facts.json"), "utf8"));

function once() {
  const began = process.hrtime.bigint();
  const zip = new PizZip(fs.readFileSync(path.join(folder, "template.docx")));
  const paper = new Docxtemplater(zip, {
    delimiters: { start: "{{", end: "}}" },
    paragraphLoop: true,
    linebreaks: true,
  });
  paper.render(facts);
  const made = paper.toBuffer({ compression: "DEFLATE" });
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  fs.writeFileSync(path.join(folder, "theirs.docx"), made);
  return seconds;
}

once();
readline.createInterface({ input: process.stdin }).on("line", () => console.log(once()));
