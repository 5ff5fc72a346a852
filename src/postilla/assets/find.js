// Opens the search: by its link, by "/" or "s", and by Ctrl or Cmd with K. All else of it is loaded when it is first opened.
// The dialog is made here and not in the pages, which would all be longer by it; so it is there without a network too.
// `site` is what plugin/finding.py knows of it: words of the interface, the lists of the archive, the folder of the modules.
(site) => {
  "use strict";
  const root = new URL("../../", document.currentScript.src); // this script lies in assets/postilla/
  const at = (address) => new URL(address, root).href;
  const page = document.querySelector("[data-search-page]");
  let made = null;
  let started = null;
  let tries = 0;

  const escaped = (text) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
  const word = (key) => escaped(site.words[key]);
  const item = ([address, name]) => `<li><a href="${escaped(at(address))}">${escaped(name)}</a></li>`;

  // What the modules are told, beside what they find in the element.
  const tell = (element) => {
    const { building, outdated, loading } = site.words;
    Object.assign(element.dataset, { root: root.href, modules: at(site.modules), building, outdated, loading });
    return element;
  };

  const make = () => {
    const dialog = tell(document.createElement("dialog"));
    dialog.className = dialog.id = "p-search";
    dialog.lang = site.language;
    dialog.setAttribute("aria-label", site.words.label);
    dialog.innerHTML = `
<form class="p-search__form" action="${escaped(at("search/"))}" role="search">
<input type="text" enterkeyhint="search" name="q" role="combobox" aria-label="${word("label")}" aria-expanded="false" aria-controls="p-search-list" aria-autocomplete="list" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="400" placeholder="${word("hint")}">
<button class="p-button p-search__close" type="button">${word("close")}</button>
</form>
<p class="p-search__status" role="status"></p>
<button class="p-button p-search__meant" type="button" hidden></button>
<div class="p-search__list" id="p-search-list" role="listbox" aria-label="${word("results")}" hidden></div>
<p class="p-search__failed" hidden>${word("failed")}</p>
<nav class="p-search__lists" aria-label="${word("lists")}"><ul>${[["search/", site.words.all], ...site.lists].map(item).join("")}</ul></nav>`;
    document.body.append(dialog);
    return dialog;
  };

  const box = () => {
    if (!made?.isConnected) [made, started] = [make(), null];
    return made;
  };

  // A browser remembers a module that it could not load, by its address.
  const load = (name) => {
    const again = tries ? `?${tries}` : "";
    tries += 1;
    return import(at(site.modules + name + again));
  };

  const fail = () => {
    started = null; // the next opening tries again
    const note = box().querySelector(".p-search__failed");
    note.hidden = false;
    box().querySelector('[role="status"]').textContent = note.textContent;
  };

  const open = () => {
    const dialog = box();
    document.querySelector(".p-menu:popover-open")?.hidePopover();
    if (!dialog.open) dialog.showModal();
    const input = dialog.querySelector("input");
    input.focus();
    input.select();
    started ??= load("dialog.js").then((module) => module.start(dialog), fail);
  };

  const isWriting = (target) => target.isContentEditable || target.matches?.("input, textarea, select");

  // Keys without Ctrl or Cmd get in the way of speech input, so a reader can switch them off (WCAG 2.1.4): page.js.
  const hasKeys = () => {
    try {
      return localStorage.getItem("postilla.keys") !== "off";
    } catch {
      return true; // a browser may forbid storage
    }
  };

  document.addEventListener("click", (event) => {
    const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey; // in another tab or window
    if (event.target.closest(".p-find") && !isElsewhere) {
      event.preventDefault();
      open();
    } else if (event.target.closest(".p-search__close") || (made && event.target === made)) made.close();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && made?.open) {
      event.preventDefault(); // or a browser would only empty the field
      made.close();
      return;
    }
    const isShortcut = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const isKey = (event.key === "/" || event.key === "s") && !(event.ctrlKey || event.metaKey || event.altKey);
    if (!isShortcut && (!isKey || isWriting(event.target) || document.querySelector("dialog[open]") || !hasKeys())) return;
    event.preventDefault();
    open();
  });

  if (page) {
    tell(page);
    load("page.js").then(() => (tries = 0), () => {
      page.classList.add("shown");
      page.querySelector(".p-search__failed").hidden = false;
    });
  }
}
