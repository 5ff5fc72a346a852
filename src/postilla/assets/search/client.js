// The page's side of the worker: questions and answers.

export class Failure extends Error {
  // `kind` is "failed" (nothing could be loaded) or "outdated" (a part of the index is missing).
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

export class Client {
  #worker = null;
  #waiting = new Map();
  #count = 0;

  // `root` is the address of the site; `building` is called while the index is not there yet.
  constructor(root, building = () => {}) {
    this.root = root;
    this.building = building;
  }

  // What the index consists of: words of the interface, facets, the number of articles.
  read() {
    this.reading ??= this.ask("read", { root: this.root }).catch((error) => {
      this.reading = null;
      throw error;
    });
    return this.reading;
  }

  ask(method, asked) {
    return new Promise((resolve, reject) => {
      const id = ++this.#count;
      this.#waiting.set(id, { resolve, reject });
      try {
        this.#start().postMessage({ id, method, asked });
      } catch {
        this.#fail();
      }
    });
  }

  #start() {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }) => {
      if (data.building) {
        this.building();
        return;
      }
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.error) waiting?.reject(new Failure(data.error));
      else waiting?.resolve(data.answer);
    });
    worker.addEventListener("error", () => this.#fail());
    this.#worker = worker;
    return worker;
  }

  #fail() {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(new Failure("failed"));
    this.#waiting.clear();
  }
}

// Of questions that come while one is being answered only the newest is asked; the answers to the others are undefined.
export const newest = (ask) => {
  let running = null;
  let next = null;
  const run = async (values) => {
    try {
      return await ask(...values);
    } finally {
      running = null;
      if (next) {
        const { values, resolve } = next;
        next = null;
        running = run(values);
        resolve(running);
      }
    }
  };
  return (...values) => {
    if (!running) {
      running = run(values);
      return running;
    }
    next?.resolve(undefined);
    return new Promise((resolve) => {
      next = { values, resolve };
    });
  };
};
