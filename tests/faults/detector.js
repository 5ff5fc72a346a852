// Runs in every document before its own scripts: tells when something comes alive, and what there is that could.
(() => {
  const tell = (kind, detail) => window.__tell?.(kind, location.href, [detail].flat());
  for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = (...said) => tell("ran", `${name}(${said})`);

  // Attributes whose value is an address, and those that no page of ours has.
  const addresses = ["href", "src", "data", "poster", "background", "xlink:href", "cite", "longdesc"];
  const refused = ["srcdoc", "srcset", "style", "action", "formaction", "ping", "http-equiv", "nonce", "is", "slot"];
  const schemes = new Set(["http:", "https:"]);
  // Links of the head that say something and that no browser follows by itself.
  const saying = new Set(
    "alternate author canonical cite-as collection describedby item license linkset related self type".split(" "),
  );
  const isSaying = (rel) => saying.has(rel) || rel.startsWith("schema.");
  const isFollowed = ({ localName, relList }) => localName !== "a" && !(localName === "link" && [...relList].every(isSaying));

  // What pages of ours have although it could be something else: the form of the search, a redirect, metadata
  const isOurs = (element, name) =>
    (name === "http-equiv" && /^0; url=\.\.\//.test(element.content)) ||
    (name === "action" && element.matches(".p-search__form") && element.action.startsWith(`${location.origin}/`));
  const isData = (element) => {
    if (element.type !== "application/ld+json") return false;
    JSON.parse(element.textContent);
    return true;
  };

  window.__audit = (root, base) => {
    const found = [];
    const walk = (element) => {
      const tag = element.localName;
      const place = element.outerHTML.slice(0, 120);
      if (tag === "script" && (element.textContent.trim() || !element.src) && !isData(element)) found.push(`script: ${place}`);
      if (tag === "template" || element.shadowRoot) found.push(`shadow: ${place}`);
      found.push(`element ${tag}`);
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) found.push(`handler: ${place}`);
        else if (refused.includes(name) && !isOurs(element, name))
          found.push(`attribute ${name}: ${place}`);
        else if (addresses.includes(name)) {
          const url = URL.parse(value, base);
          if (!url || !schemes.has(url.protocol)) found.push(`address: ${place}`);
          else if (url.origin !== location.origin && (name !== "href" || isFollowed(element)))
            found.push(`request: ${place}`);
        }
      }
      for (const child of element.children) walk(child);
    };
    walk(root);
    return found;
  };

  const provoke = () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    // only an attribute or a script listens, and whoever writes a script needs nobody's pointer
    for (const element of document.querySelectorAll("*"))
      for (const { name } of element.attributes)
        if (/^on/i.test(name)) element.dispatchEvent(new Event(name.slice(2).toLowerCase()));
    // A click on a link would leave the page; an address that runs is found above, and by pressing it here.
    for (const link of document.querySelectorAll("a[href], area[href]")) if (!schemes.has(link.protocol)) link.click?.();
    for (const button of document.querySelectorAll("button, input, summary")) button.click?.();
  };

  addEventListener("load", () =>
    setTimeout(() => {
      try {
        provoke();
        tell("found", [...new Set(window.__audit(document.documentElement, document.baseURI))]);
      } finally {
        tell("done", document.readyState);
      }
    }, 0),
  );
})();
