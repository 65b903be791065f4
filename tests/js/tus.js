// Sends one file with tus-js-client, a client that we didn't write; says by lines of JSON how it goes.
// Arguments: the endpoint, a token, the file, its metadata as JSON, the size of a chunk, and where to go on.
import { readFileSync } from "node:fs";
import { Upload } from "tus-js-client";

const [endpoint, token, path, metadata, chunkSize, uploadUrl] = process.argv.slice(2);
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

new Upload(readFileSync(path), {
  endpoint,
  uploadUrl: uploadUrl || null,
  chunkSize: Number(chunkSize),
  headers: { Authorization: `Bearer ${token}` },
  metadata: JSON.parse(metadata),
  retryDelays: Array(60).fill(250),
  onUploadUrlAvailable() { say({ url: this.url ?? "" }); },
  onChunkComplete: (_size, reached) => say({ reached }),
  onAfterResponse: (asked, answer) => say({ asked: asked.getMethod(), status: answer.getStatus(), receipt: answer.getHeader("Consult-Receipt") }),
  onError: (error) => { say({ error: String(error) }); process.exit(1); },
  onSuccess: () => say({ done: true }),
}).start();
