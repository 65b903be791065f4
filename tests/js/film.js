// Blanks the film on its standard input; says nothing of one that isn't built as it should.
import { readFileSync } from "node:fs";
import { blank } from "../../static/js/film.js";

const { buffer } = new Uint8Array(readFileSync(0));
if (blank(buffer)) process.stdout.write(new Uint8Array(buffer));
