// Small helps for every page; each page works without them. It keeps nothing and knows no person.
(() => {
  "use strict";
  const root = document.documentElement;
  const status = document.getElementById("status");
  root.classList.add("js");

  const say = (text) => {
    const said = document.getElementById("said");
    if (said && text) said.textContent = text;
  };

  const focusErrors = (part) => {
    const summary = part.querySelector("[data-error-summary]");
    if (summary) summary.focus();
    return Boolean(summary);
  };

  // One press, one key: the same content keeps its key, so that trying again cannot count twice.
  const content = (form, button) => {
    const data = new FormData(form);
    data.delete("idempotency_key");
    if (button) data.append(button.name, button.value + button.formAction);
    return new URLSearchParams(data).toString();
  };
  const release = () => {
    for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.hasAttribute("aria-busy")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    const key = form.querySelector("input[name=idempotency_key]");
    const now = content(form, event.submitter);
    if (key && crypto.randomUUID && form.sentContent !== now) key.value = crypto.randomUUID();
    form.sentContent = now;
    form.setAttribute("aria-busy", "true");
    setTimeout(release, 8000); // whoever stopped the loading may press again
  }, true);
  window.addEventListener("pageshow", release);

  const count = (area) => {
    const line = document.getElementById(area.id + "-words");
    if (!line) return;
    const words = area.value.split(/\s+/).filter(Boolean).length;
    line.querySelector("[data-words]").textContent = words;
    line.classList.toggle("over", words > Number(area.dataset.maxWords));
  };
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-max-words]")) count(event.target);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    const open = document.querySelector(".languages[open]");
    if (open && !open.contains(event.target)) open.open = false;
  });

  document.addEventListener("keydown", (event) => {
    const open = document.querySelector(".languages[open]");
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  // What is saved at each touch is new each time.
  document.addEventListener("htmx:configRequest", (event) => {
    const { parameters, triggeringEvent } = event.detail;
    if (triggeringEvent && triggeringEvent.type === "submit") return;
    if (parameters.idempotency_key && crypto.randomUUID) {
      parameters.idempotency_key = crypto.randomUUID();
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    release();
    if (!event.detail.successful && ![409, 422].includes(event.detail.xhr.status)) say(status.dataset.failed);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const part = event.detail.elt;
    if (focusErrors(part)) return;
    const told = part.matches("[data-status]") ? part : part.querySelector("[data-status]");
    if (told) say(told.dataset.status || told.textContent.trim());
  });

  // A script with `defer` runs once the page is read.
  document.querySelectorAll("[data-max-words]").forEach(count);
  focusErrors(document);
})();
