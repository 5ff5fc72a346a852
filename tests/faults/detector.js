// Runs in every document before its own scripts: tells when something comes alive, and what there is that could.
(() => {
  const tell = (kind, detail) => window.__tell?.(kind, location.href, [detail].flat());
  for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = (...said) => tell("ran", `${name}(${said})`);

  // Attributes whose value is an address, and those that no page of ours has.
  const addresses = ["href", "src", "data", "poster", "background", "xlink:href", "cite", "longdesc"];
  const refused = ["srcdoc", "srcset", "style", "action", "formaction", "ping", "http-equiv", "nonce", "is", "slot"];
  const schemes = new Set(["http:", "https:"]);

  window.__audit = (root, base) => {
    const found = [];
    const walk = (element) => {
      const tag = element.localName;
      const place = element.outerHTML.slice(0, 120);
      if (tag === "script" && (element.textContent.trim() || !element.src)) found.push(`script: ${place}`);
      if (tag === "template" || element.shadowRoot) found.push(`shadow: ${place}`);
      found.push(`element ${tag}`);
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) found.push(`handler: ${place}`);
        else if (refused.includes(name) && !(name === "http-equiv" && /^0; url=\.\.\//.test(element.content)))
          found.push(`attribute ${name}: ${place}`);
        else if (addresses.includes(name)) {
          const url = URL.parse(value, base);
          if (!url || !schemes.has(url.protocol)) found.push(`address: ${place}`);
          else if (url.origin !== location.origin && !(name === "href" && (tag === "a" || element.rel === "canonical")))
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
