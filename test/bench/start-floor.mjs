/** The floor of a start: a process of Node that reads and hashes what a start must look at, and listens. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createServer } from "node:http";

const hash = createHash("sha256");
for (const folder of ["app", "build"]) {
  for (const file of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (file.isFile()) hash.update(fs.readFileSync(`${file.parentPath}/${file.name}`));
  }
}
const digest = hash.digest("hex");
createServer((_request, response) => response.end(digest)).listen(0, () => console.log(digest));
