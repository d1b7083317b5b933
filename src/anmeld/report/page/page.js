(() => {
  "use strict";
  const PER_PAGE = 25;
  const number = new Intl.NumberFormat("da-DK");
  const plain = (text) => text.toLowerCase().normalize("NFC");

  for (const list of document.querySelectorAll("[data-liste]")) {
    const rows = [...list.querySelector("tbody").rows];
    const form = list.querySelector("form");
    const status = list.querySelector("[role=status]");
    const pager = list.querySelector(".sider");
    const [back, on] = pager.querySelectorAll("button");
    const search = form.querySelector("input");
    const choices = [...form.querySelectorAll("select")];
    const one = list.dataset.en;
    const many = list.dataset.flere;
    let texts = null;
    let found = rows;
    let page = 0;

    const chosen = (row) =>
      choices.every(({ name, value }) => !value || (row.dataset[name] || "").split(" ").includes(value));

    const matching = () => {
      const words = plain(search.value).split(/\s+/).filter(Boolean);
      if (words.length && !texts) texts = rows.map((row) => plain(row.textContent));
      return rows.filter((row, at) => chosen(row) && words.every((word) => texts[at].includes(word)));
    };

    const say = (first, last) => {
      const all = found.length === rows.length ? "" : ` (af ${number.format(rows.length)})`;
      const noun = found.length === 1 ? one : many;
      if (!found.length) status.textContent = `Ingen ${many} passer til søgningen${all}.`;
      else if (found.length > PER_PAGE)
        status.textContent = `Viser ${number.format(first + 1)}–${number.format(last)} af ${number.format(found.length)} ${noun}${all}.`;
      else status.textContent = `Viser ${number.format(found.length)} ${noun}${all}.`;
    };

    let shown = [];
    const show = () => {
      const first = page * PER_PAGE;
      const last = Math.min(first + PER_PAGE, found.length);
      for (const row of shown) row.classList.remove("vist");
      shown = found.slice(first, last);
      for (const row of shown) row.classList.add("vist");
      back.disabled = page === 0;
      on.disabled = last >= found.length;
      pager.hidden = found.length <= PER_PAGE;
      say(first, last);
    };

    const filter = () => {
      const kept = new Set((found = matching()));
      // What a print leaves out; it shows all pages of what was found.
      for (const row of rows) row.classList.toggle("ude", !kept.has(row));
      page = 0;
      show();
    };

    const turn = (by) => {
      page += by;
      show();
      list.scrollIntoView();
    };

    let waiting = 0;
    search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, 120);
    });
    for (const choice of choices) choice.addEventListener("change", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    back.addEventListener("click", () => turn(-1));
    on.addEventListener("click", () => turn(1));
    form.hidden = false;
    show();
  }
})();
