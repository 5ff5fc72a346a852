// Pagefind with all bundles of the index, and what could not be loaded of it.

// Words that stand in a title, a name or an identifier say more than words of a text.
const RANKING = {
  metaWeights: { title: 8, authors: 6, ids: 60, citation: 2, keywords: 4, discusses: 2, type: 0, status: 0, label: 0, lang: 0, notice: 0 },
};

// Pagefind goes on when a file is missing, and would find less without a word of it. So what cannot be fetched is noted.
export const missing = [];

// It asks for one file after another, and each of its bundles waits for the program. So what it will ask for is fetched
// before, all at once; here it lies by address until then.
const early = new Map();

const network = self.fetch.bind(self);

const load = async (...request) => {
  const answer = await network(...request).catch((error) => {
    missing.push(request[0]);
    throw error;
  });
  if (!answer.ok) {
    missing.push(request[0]);
    throw new Error(`${answer.status} for ${request[0]}`);
  }
  return answer;
};

// The names of articles in a bundle are short and stay. The folders in which they lie, one for each first digit, are
// called by what is in them, so that a browser never takes an article as it was.
const FRAGMENT = /^(.*\/)fragment\/([^/.]+\.(.)[^/]*)$/;
const folders = new Map();

const placed = (address) => {
  const [, bundle, name, digit] = FRAGMENT.exec(address) ?? [];
  return folders.has(bundle) ? `${bundle}fragment/${folders.get(bundle)[digit]}/${name}` : address;
};

self.fetch = async (address, ...options) => {
  const held = early.get(address);
  early.delete(address);
  return held ?? load(placed(address), ...options);
};

// What the entry of a bundle says of its one language: all articles are indexed as if they were in one.
const facts = (entry) => Object.values(entry.languages)[0];

const hold = async (address) => {
  const answer = await load(address);
  early.set(address, new Response(await answer.arrayBuffer()));
};

// The files that each bundle begins with, before Pagefind wants them; where one is missing, it would wait without end.
const begun = (bundles) => {
  const files = bundles.map(([folder, entry]) => {
    const { hash } = facts(entry);
    folders.set(folder, entry.fragments);
    early.set(`${folder}pagefind-entry.json?ts=${hash}`, Response.json(entry));
    return hold(`${folder}pagefind.${hash}.pf_meta`);
  });
  const [[folder, entry]] = bundles;
  return Promise.all([...files, hold(`${folder}wasm.${facts(entry).wasm ?? "unknown"}.pagefind`)]);
};

// Pagefind, ready to search. `bundles` are the folders and what Pagefind calls the entry of each.
export const start = async (bundles) => {
  missing.length = 0;
  early.clear();
  folders.clear();
  if (!bundles.length) return { search: async () => ({ results: [], filters: {} }) };
  const options = bundles.map(([folder, entry]) => ({ basePath: folder, metaCacheTag: facts(entry).hash, ranking: RANKING }));
  const [first, ...others] = options;
  const [engine] = await Promise.all([import(`${first.basePath}pagefind.js`), begun(bundles)]);
  await engine.destroy();
  await engine.options(first);
  await engine.init();
  await engine.preload(""); // loads nothing, and tells whether the program works: the other bundles wait for it without end
  await Promise.all(others.map(({ basePath, ...rest }) => engine.mergeIndex(basePath, rest)));
  return engine;
};
