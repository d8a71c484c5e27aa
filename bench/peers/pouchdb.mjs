// The peer of a push: PouchDB replicating to pouchdb-server, both on disk, with the entries of an exported journal
// as documents. Prints one JSON object: documents a second with its best batch size.
//
// node pouchdb.mjs MODULES JOURNAL FOLDER, where MODULES is the folder whose node_modules hold both packages.
import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import path from "node:path";

const [modules, journal, folder] = process.argv.slice(2).map((name) => path.resolve(name));
const require = createRequire(path.join(modules, "package.json"));
const PouchDB = require("pouchdb").defaults({ prefix: folder + path.sep });
const BATCHES = [100, 250, 500, 1000, 2500];
// Enough to tell batch sizes apart; the best one is measured with all documents.
const SAMPLE = 5000;

async function documents() {
  const docs = [];
  for await (const line of createInterface({ input: createReadStream(journal) })) {
    const { hash, signature, ...entry } = JSON.parse(line);
    if (entry.sequence) docs.push({ _id: String(entry.sequence).padStart(12, "0"), ...entry });
  }
  return docs;
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answers(url) {
  for (;;) {
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function local(name, docs) {
  const db = new PouchDB(name);
  for (let from = 0; from < docs.length; from += 1000) await db.bulkDocs(docs.slice(from, from + 1000));
  return db;
}

// Documents a second, from the call to the last checkpoint.
async function replicate(db, url, count, batch) {
  const began = performance.now();
  const done = await db.replicate.to(url, { batch_size: batch, batches_limit: 10 });
  if (done.docs_written !== count) throw new Error(`${done.docs_written} of ${count} documents arrived`);
  return (count / (performance.now() - began)) * 1000;
}

const docs = await documents();
const port = await freePort();
const program = require.resolve("pouchdb-server/package.json").replace("package.json", "bin/pouchdb-server");
const options = ["--port", port, "--host", "127.0.0.1", "--dir", path.join(folder, "server")];
const quiet = ["--no-stdout-logs", "--config", path.join(folder, "config.json"), "--log", path.join(folder, "log.txt")];
const server = spawn(process.execPath, [program, ...options, ...quiet], { cwd: folder, stdio: "ignore" });
process.on("exit", () => server.kill());
const url = `http://127.0.0.1:${port}`;
await answers(url);
const rates = {};
const sample = await local("sample", docs.slice(0, SAMPLE));
for (const batch of BATCHES) {
  rates[batch] = Math.round(await replicate(sample, `${url}/sample-${batch}`, Math.min(SAMPLE, docs.length), batch));
}
const best = BATCHES.reduce((best, batch) => (rates[batch] > rates[best] ? batch : best));
const whole = await local("whole", docs);
const rate = await replicate(whole, `${url}/whole`, docs.length, best);
console.log(JSON.stringify({ documents: docs.length, documents_a_second: Math.round(rate), batch: best, by_batch: rates }));
process.exit(0);
