// Talks to the service. The key, if there is one, stays in this tab.

export class Problem extends Error {
  constructor(body) {
    super(body.detail || body.title);
    this.title = body.title;
    this.status = body.status;
    this.code = (body.type || "").split(":").pop();
  }
}

export const getKey = () => sessionStorage.getItem("key") ?? "";
export const setKey = (key) => sessionStorage.setItem("key", key);

async function ask(path, options = {}) {
  const headers = new Headers(options.headers);
  if (getKey()) headers.set("Authorization", `Bearer ${getKey()}`);
  const answer = await fetch(path, { ...options, headers });
  if (answer.ok) return answer;
  const body = await answer.json().catch(() => ({ title: answer.statusText, status: answer.status }));
  throw new Problem(body);
}

export const askJson = async (path) => (await ask(path)).json();
export const askBlob = async (path, signal) => (await ask(path, { signal })).blob();

/** Send a file; the answer is its status. */
export async function sendDocument(file, fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  form.append("file", file, file.name);
  const answer = await ask("/v1/documents", { method: "POST", body: form, headers: { Prefer: "respond-async" } });
  if (answer.status === 202) return answer.json();
  return askJson(`/v1/documents/${answer.headers.get("x-document-id")}`);
}
