//! The HTML page in a browser: it asks for nothing, complains of nothing, fits a phone, can be read, and lets nothing loose.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::chromium::{Browser, program};
use crate::hostile;
use crate::page::{printed, published};

/// Every text whose contrast with what is behind it is below what WCAG 2 asks for (AA), as `ratio: text`.
const FAINT: &str = r"(() => {
  const channels = colour => colour.match(/[\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map(value => {
    value /= 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }).reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = element => {
    for (; element; element = element.parentElement) {
      const colour = channels(getComputedStyle(element).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    throw new Error('the page has no colour');
  };
  const faint = [];
  let looked = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || ['SCRIPT', 'STYLE'].includes(element.tagName)) continue;
    looked += 1;
    const [text, ground] = [channels(getComputedStyle(element).color), behind(element)].map(luminance);
    const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
    if (ratio < 4.5) faint.push(`${ratio.toFixed(2)}: ${walker.currentNode.data.trim()}`);
  }
  return looked < 50 ? ['no text'] : faint;
})()";

/// Titles that skip a level, anchors that lead nowhere, ids that are there twice, tables without heads.
const DISORDER: &str = r"(() => {
  const wrong = [];
  let level = 0;
  for (const title of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const own = Number(title.tagName[1]);
    if (own > level + 1) wrong.push('title: ' + title.textContent);
    level = own;
  }
  if (document.querySelectorAll('h1').length !== 1) wrong.push('h1');
  for (const name of ['main', 'nav', 'footer', 'html[lang]', 'title']) {
    if (document.querySelectorAll(name).length !== 1) wrong.push(name);
  }
  for (const link of document.querySelectorAll('a[href^=\'#\']')) {
    if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) wrong.push('link: ' + link.hash);
  }
  const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
  if (new Set(ids).size !== ids.length) wrong.push('ids');
  for (const table of document.querySelectorAll('table')) {
    const heads = [...table.querySelectorAll('th')];
    if (!heads.length || heads.some(head => !head.scope)) wrong.push('heads: ' + table.textContent);
  }
  for (const element of document.querySelectorAll('[aria-labelledby]')) {
    if (!document.getElementById(element.getAttribute('aria-labelledby'))) wrong.push('label');
  }
  for (const input of document.querySelectorAll('input')) if (!input.labels.length) wrong.push('input');
  return wrong;
})()";

fn written(folder: &Path, name: &str, html: &str) -> String {
    let path = folder.join(format!("{name}.html"));
    fs::write(&path, html).expect("the folder is ours");
    format!("file://{}", path.display())
}

fn theme(browser: &Browser, name: &str) {
    let features = json!([{"name": "prefers-color-scheme", "value": name}]);
    browser.call("Emulation.setEmulatedMedia", &json!({"features": features}));
}

#[test]
fn the_pages_of_the_five_apis_are_sound_in_a_browser() {
    let Some(program) = program() else { return };
    let browser = Browser::start(&program);
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    for name in ["affiliate", "trackagoat", "refcampaign", "plain", "publishing"] {
        let url = written(folder.path(), name, &printed(folder.path(), &published(name), &[]));
        for width in [360, 1280] {
            browser.open(&url, width);
            let overhang = "document.scrollingElement.scrollWidth - innerWidth";
            assert!(
                browser.value(overhang).as_i64().is_some_and(|it| it <= 0),
                "{name} at {width}: {}",
                browser.value(overhang)
            );
            assert_eq!(browser.value(DISORDER), json!([]), "{name} at {width}");
            for colours in ["light", "dark"] {
                theme(&browser, colours);
                assert_eq!(browser.value(FAINT), json!([]), "{name} at {width} in the {colours}");
            }
            assert_eq!(browser.complaints(), Vec::<String>::new(), "{name} at {width}");
            assert_eq!(browser.requests(), std::slice::from_ref(&url), "{name} at {width}");
        }
    }
}

#[test]
fn a_link_from_a_log_leads_to_the_code() {
    let Some(program) = program() else { return };
    let browser = Browser::start(&program);
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let url = written(folder.path(), "affiliate", &printed(folder.path(), &published("affiliate"), &[]));
    browser.open(&format!("{url}#QUOTA_EXCEEDED"), 360);
    let seen = "(() => { const { top } = document.querySelector(':target').getBoundingClientRect(); return top >= 0 && top < innerHeight })()";
    assert_eq!(browser.value(seen), true);
    assert_eq!(browser.value("document.querySelector(':target').textContent.includes('QUOTA_EXCEEDED')"), true);
}

#[test]
fn errors_are_filtered_and_found_again_by_their_links() {
    let Some(program) = program() else { return };
    let browser = Browser::start(&program);
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let page = printed(folder.path(), &published("affiliate"), &[]);
    let url = written(folder.path(), "affiliate", &page);
    browser.open(&url, 1280);
    let wanted = |text: &str| {
        let text = Value::from(text);
        let set = format!(
            "(input => {{ input.value = {text}; input.dispatchEvent(new Event('input')) }})(document.querySelector('.filter input'))"
        );
        browser.value(&set);
        browser.value("[...document.querySelectorAll('article.error:not([hidden]) h3')].map(it => it.id)")
    };
    assert_eq!(wanted("quota 429"), json!(["QUOTA_EXCEEDED"]));
    let rows = "document.querySelectorAll('.errors tbody tr:not([hidden])').length";
    assert_eq!(browser.value(rows), 1);
    assert_eq!(browser.value("document.querySelector('.filter output').textContent.split(' of ')[0]"), "1");
    browser.value("new Promise(done => { addEventListener('hashchange', () => setTimeout(done)); location.hash = '#TOKEN_EXPIRED' })");
    assert_eq!(browser.value("document.getElementById('TOKEN_EXPIRED').closest('article').hidden"), false);
    assert_eq!(wanted("nothing of the kind"), json!([]));
    assert_eq!(browser.complaints(), Vec::<String>::new());

    // Without scripts there is no box, and everything is there.
    browser.call("Emulation.setScriptExecutionDisabled", &json!({"value": true}));
    browser.open(&url, 1280);
    assert_eq!(browser.value("getComputedStyle(document.querySelector('.filter')).display"), "none");
    assert_eq!(browser.value("document.querySelectorAll('article.error[hidden]').length"), 0);
}

#[test]
fn a_hostile_spec_does_nothing() {
    let Some(program) = program() else { return };
    let browser = Browser::start(&program);
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    for (index, text) in hostile::TEXTS.into_iter().enumerate() {
        let spec = folder.path().join(format!("{index}.json"));
        fs::write(&spec, hostile::spec(text)).expect("the folder is ours");
        let url = written(folder.path(), &index.to_string(), &printed(folder.path(), &spec, &["--code-at", "code"]));
        browser.open(&url, 360);
        let links = "[...document.querySelectorAll('a[href]')].forEach(link => { if (link.protocol !== 'https:') link.click() })";
        browser.value(links);
        assert_ne!(browser.value("document.title"), "owned", "{text}");
        let foreign = "document.querySelectorAll('img, svg, iframe, object, embed, link, base, form, [onerror], [onload], [onfocus]').length";
        assert_eq!(browser.value(foreign), 0, "{text}");
        assert_eq!(browser.value("document.querySelectorAll('script, style').length"), 2, "{text}");
        assert_eq!(
            browser.value("[...document.links].every(it => /^(https?|mailto|file):$/.test(it.protocol))"),
            true,
            "{text}"
        );
        assert_eq!(browser.complaints(), Vec::<String>::new(), "{text}");
        assert_eq!(browser.requests(), [url], "{text}");
    }
}
