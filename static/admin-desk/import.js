// Presses “Go on” by itself until an import is read to its end.

const RETRY = 5000; // milliseconds; a busy or restarting server is asked again

async function pressed(form) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-import]");
}

async function goOn(box) {
  const form = box.querySelector("[data-advance]");
  if (!form) return;
  try {
    const fresh = await pressed(form);
    if (!fresh) return;
    // The status line stays the same element: a new one would not be read out.
    const status = box.querySelector("[role=status]");
    const told = fresh.querySelector("[role=status]");
    if (told.textContent !== status.textContent) status.textContent = told.textContent;
    told.replaceWith(status);
    box.replaceChildren(...fresh.childNodes);
  } catch {
    await new Promise((resolve) => setTimeout(resolve, RETRY));
  }
  goOn(box);
}

document.querySelectorAll("[data-import]").forEach(goOn);
