// Opens the search: by its button, by "/" or "s", and by Ctrl or Cmd with K. All else of it is loaded when it is first opened.
(() => {
  "use strict";
  const box = () => document.getElementById("p-search");
  let started = null;
  let tries = 0;

  // A browser remembers a module that it could not load, by its address.
  const load = (name) => {
    const again = tries ? `?${tries}` : "";
    tries += 1;
    return import(new URL(box().dataset.modules + name + again, document.baseURI).href);
  };

  const fail = () => {
    started = null; // the next opening tries again
    const note = box().querySelector(".p-search__failed");
    note.hidden = false;
    box().querySelector('[role="status"]').textContent = note.textContent;
  };

  const open = () => {
    const dialog = box();
    if (!dialog) return;
    document.querySelector(".p-menu:popover-open")?.hidePopover();
    if (!dialog.open) dialog.showModal();
    const input = dialog.querySelector("input");
    input.focus();
    input.select();
    started ??= load("dialog.js").then((module) => module.start(dialog), fail);
  };

  const isWriting = (target) => target.isContentEditable || target.matches?.("input, textarea, select");

  document.addEventListener("click", (event) => {
    const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey; // in another tab or window
    if (event.target.closest(".p-find") && box() && !isElsewhere) {
      event.preventDefault();
      open();
    } else if (event.target.closest(".p-search__close") || event.target === box()) box()?.close();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box()?.open) {
      event.preventDefault(); // or a browser would only empty the field
      box().close();
      return;
    }
    const isShortcut = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const isKey = (event.key === "/" || event.key === "s") && !(event.ctrlKey || event.metaKey || event.altKey);
    if (!isShortcut && (!isKey || isWriting(event.target) || document.querySelector("dialog[open]"))) return;
    event.preventDefault();
    open();
  });

  if (document.querySelector("[data-search-page]")) {
    load("page.js").then(() => (tries = 0), () => {
      const page = document.querySelector("[data-search-page]");
      page.classList.add("shown");
      page.querySelector(".p-search__failed").hidden = false;
    });
  }
})();
