// Fill forms and settle answers, one JSON object a line, for the tests that hold Python against the phone.
import { createInterface } from "node:readline";
import { begin, fill, ready, settle } from "../../static/js/filling.js";

/** All that a page could ask of a filling. */
function told(filling) {
  const slots = [...filling.instance.walk()].map(({ key }) => key);
  const questions = filling.keys.filter((key) => filling.part(key).choices || filling.part(key).choices_from);
  return {
    asked: Object.fromEntries(slots.map((key) => [key, filling.asked(key)])),
    offered: Object.fromEntries(questions.map((key) => [key, filling.offered(key).map(({ name }) => name)])),
    problems: filling.problems(),
    clean: filling.clean(),
  };
}

/** Work out what is asked of the form. */
async function answered({ rules, answers, before, now, texts = {} }) {
  await ready(rules);
  const given = answers ? (before ? settle(rules, answers, before, now) : answers) : begin(rules, now);
  const filling = fill(rules, given, now);
  const said = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, filling.said(text, key)]));
  return { ...told(filling), answers: given, said };
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await answered(JSON.parse(line)).catch(({ stack }) => ({ broke: stack }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
