// The start page: a file goes in, its way through the service is shown.
import { askJson, sendDocument, Problem } from "./api.js";
import { word } from "./words.js";

const LOOK_EVERY = 400;
const at = (id) => document.getElementById(id);
const FINISHED = new Set(["succeeded", "partial", "failed"]);

export class Start {
  constructor(open, onProblem) {
    Object.assign(this, { open, onProblem });
    const drop = at("drop");
    at("fields").addEventListener("submit", (event) => event.preventDefault());
    at("file").addEventListener("change", (event) => this.take(event.target.files[0]));
    drop.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); at("file").click(); } });
    for (const kind of ["dragover", "dragenter"]) document.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
    for (const kind of ["dragleave", "drop"]) document.addEventListener(kind, () => drop.classList.remove("over"));
    document.addEventListener("drop", (event) => { event.preventDefault(); this.take(event.dataTransfer.files[0]); });
  }

  async take(file) {
    if (!file) return;
    this.fail("");
    this.tell(word("uploading"));
    try {
      const fields = { pages: at("pages").value.trim(), ocr: at("ocr").value, password: at("password").value };
      const status = await sendDocument(file, fields);
      location.hash = `#/documents/${status.id}`;
    } catch (error) {
      this.quiet();
      this.onProblem(error, () => this.take(file));
    } finally {
      at("file").value = "";
    }
  }

  /** Follow a document until it is finished; gives its status, or null when the reader went elsewhere. */
  async follow(id, stillWanted) {
    for (;;) {
      const status = await askJson(`/v1/documents/${id}`);
      if (!stillWanted()) return null;
      if (FINISHED.has(status.status)) { this.quiet(); return status; }
      this.report(status);
      await new Promise((done) => setTimeout(done, LOOK_EVERY));
    }
  }

  report(status) {
    const { pages_done: done, pages_total: total } = status.progress;
    if (status.status === "queued") this.tell(word("queued", { n: status.queued_ahead }));
    else if (total === null) this.tell(word("opening"));
    else this.tell(word("running", { done, total }), done, total);
  }

  tell(message, done, total) {
    at("progress").hidden = false;
    at("progress-text").textContent = message;
    const bar = at("progress-bar");
    if (total) Object.assign(bar, { max: total, value: done });
    else bar.removeAttribute("value");
  }

  quiet() { at("progress").hidden = true; }

  fail(message) {
    at("problem").textContent = message;
    at("problem").hidden = !message;
  }

  async recent() {
    try {
      const { documents } = await askJson("/v1/documents?limit=12");
      at("recent").hidden = documents.length === 0;
      at("recent-list").replaceChildren(...documents.map((status) => this.entry(status)));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      at("recent").hidden = true;
      if (error.code === "unauthorized") this.onProblem(error, () => this.recent());
    }
  }

  entry(status) {
    const item = document.createElement("li");
    const link = item.appendChild(document.createElement("a"));
    link.href = `#/documents/${status.id}`;
    link.textContent = status.filename ?? status.id.slice(0, 12);
    const badge = item.appendChild(document.createElement("span"));
    badge.className = `badge ${status.status}`;
    badge.textContent = stateWord(status.status);
    const time = item.appendChild(document.createElement("time"));
    time.dateTime = status.submitted_at;
    time.textContent = new Date(status.submitted_at).toLocaleString();
    return item;
  }
}

export const stateWord = (status) => {
  if (status === "failed") return word("failedState");
  return FINISHED.has(status) ? word(status) : status;
};
