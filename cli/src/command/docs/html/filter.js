
"use strict";
{
  const box = document.querySelector(".filter");
  const errors = [...document.querySelectorAll("article.error")];
  const words = new Map(errors.map(error => [error, error.textContent.toLowerCase()]));
  const target = link => document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest("article.error");
  const linked = selector => [...document.querySelectorAll(selector)].map(item => [item, target(item.querySelector("a"))]);
  const followers = [...linked(".errors tbody tr"), ...linked("nav li li")];
  const filter = wanted => {
    const all = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    for (const error of errors) error.hidden = !all.every(word => words.get(error).includes(word));
    for (const [item, error] of followers) item.hidden = Boolean(error?.hidden);
    const shown = errors.filter(error => !error.hidden).length;
    box.querySelector("output").textContent = all.length ? `${shown} of ${errors.length} errors` : "";
  };
  if (box && errors.length) {
    const input = box.querySelector("input");
    box.hidden = false;
    input.addEventListener("input", () => filter(input.value));
    const show = () => {
      if (!target(location)?.hidden) return;
      filter(input.value = "");
      target(location).scrollIntoView();
    };
    addEventListener("hashchange", show);
    if (input.value) filter(input.value);
  }
}
