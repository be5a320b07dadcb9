use std::sync::Arc;

use serde_json::{Value, json};

use super::*;
use crate::tree::{Format, Tree};
use crate::{Options, Report, read_text};

fn node(yaml: &str) -> Node {
    let tree = Tree::open(Arc::new(yaml.to_owned()), Format::Yaml, &Limits::default()).expect("tests write YAML");
    tree.node(&Pointer::root()).ok().flatten().expect("there is a root")
}

/// The head of an overlay of that version.
fn overlay(version: &str, actions: &str) -> String {
    format!("overlay: {version}\ninfo: {{title: t, version: 1.0.0}}\nactions:\n{actions}")
}

/// A spec as overlays leave it; `None` where something is wrong.
fn laid(spec: &str, overlays: &[String]) -> Option<Value> {
    let overlays = overlays.iter().enumerate().map(|(index, text)| (FileId::of(index + 1), node(text)));
    let mut diagnostics = Diagnostics::default();
    let laid = apply(&mut diagnostics, "openapi.yaml", node(spec), &overlays.collect::<Vec<_>>(), &Limits::default());
    laid.map(|(node, _)| node.to_json())
}

/// The same with one overlay, as its actions are written.
fn changed(version: &str, spec: &str, actions: &str) -> Option<Value> {
    laid(spec, &[overlay(version, actions)])
}

fn yaml(text: &str) -> Value {
    node(text).to_json()
}

/// What is said of an overlay over a small spec.
fn report(overlay: &str) -> Report {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("x.overlay.yaml");
    std::fs::write(&path, overlay).expect("a file can be written");
    let options = Options { overlays: vec![path], ..Options::default() };
    let spec = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ntags: [a]\n";
    read_text("openapi.yaml", spec, &options).expect_err("the overlay is wrong")
}

/// Rule, line and column of all that is said.
fn findings(overlay: &str) -> Vec<(&'static str, usize, usize)> {
    let found = report(overlay);
    let place = |number: Option<usize>| number.unwrap_or_default();
    found.findings().iter().map(|it| (it.rule.name(), place(it.line), place(it.column))).collect()
}

const ITEMS: &str = "
paths:
  /items: {get: {responses: {200: {description: OK}}}}
  /some-items: {delete: {responses: {200: {description: OK}}}}
";

#[test]
fn one_action_that_mirrors_the_spec() {
    let spec = "{info: {title: t}, paths: {/: {summary: old, get: {summary: old}}}, components: {schemas: {}}}";
    let actions = "
  - target: '$'
    update:
      info: {x-overlay-applied: structured}
      paths:
        /: {summary: The root, get: {x-rate-limit: 100}}
        /pets: {get: {summary: Pets}}
      components:
      tags:
";
    let expected = "{info: {title: t, x-overlay-applied: structured}, paths: {/: {summary: The root, get: {summary: old, \
                    x-rate-limit: 100}}, /pets: {get: {summary: Pets}}}, components: {schemas: {}}, tags: }";
    assert_eq!(changed("1.0.0", spec, actions), Some(yaml(expected)));
}

#[test]
fn targets_may_be_single_values_since_1_1() {
    let spec = "paths: {/foo: {get: {description: a}}, /bar: {get: {description: b}}}";
    let actions = "
  - {target: \"$.paths['/foo'].get.description\", update: new}
  - {target: \"$.paths['/bar']\", update: {post: {x-safe: false}}}
";
    let expected = "paths: {/foo: {get: {description: new}}, /bar: {get: {description: b}, post: {x-safe: false}}}";
    assert_eq!(changed("1.1.0", spec, actions), Some(yaml(expected)));
    assert_eq!(changed("1.1.7", spec, actions), Some(yaml(expected)));
    assert_eq!(changed("1.0.0", spec, actions), None);
    let removal = "  - {target: $.paths.*.get.description, remove: true}\n";
    assert_eq!(changed("1.1.0", spec, removal), Some(yaml("paths: {/foo: {get: {}}, /bar: {get: {}}}")));
    assert_eq!(changed("1.0.0", spec, removal), None);
}

#[test]
fn wildcards_and_filters_select_many() {
    let spec = "
paths:
  /a: {get: {parameters: [{name: filter, in: query}, {name: x, in: query}]}}
  /b: {get: {parameters: [{name: filter, in: header}]}, post: {}}
";
    let actions = "
  - {target: $.paths.*.get, update: {x-safe: true}}
  - target: $.paths.*.get.parameters[?@.name=='filter' && @.in=='query']
    update: {schema: {$ref: '#/components/schemas/filter'}}
";
    let expected = "
paths:
  /a:
    get:
      parameters: [{name: filter, in: query, schema: {$ref: '#/components/schemas/filter'}}, {name: x, in: query}]
      x-safe: true
  /b: {get: {parameters: [{name: filter, in: header}], x-safe: true}, post: {}}
";
    assert_eq!(changed("1.0.0", spec, actions), Some(yaml(expected)));
}

#[test]
fn lists_grow_by_an_item_or_by_a_list() {
    let spec = "paths: {/a: {get: {parameters: [{name: one}]}}}";
    let target = "  - target: $.paths.*.get.parameters\n    update: ";
    let one = Some(yaml("paths: {/a: {get: {parameters: [{name: one}, {name: two}]}}}"));
    assert_eq!(changed("1.0.0", spec, &format!("{target}{{name: two}}\n")), one);
    assert_eq!(changed("1.1.0", spec, &format!("{target}[{{name: two}}]\n")), one);
    let inside = "  - {target: \"$.paths['/a']\", update: {get: {parameters: [{name: two}]}}}\n";
    assert_eq!(changed("1.0.0", spec, inside), one);
    assert_eq!(changed("1.1.0", "tags: [a]", "  - {target: $.tags, update: b}\n"), Some(yaml("tags: [a, b]")));
}

#[test]
fn what_is_removed_is_gone_from_its_map_or_list() {
    let spec = "paths: {/a: {get: {parameters: [{name: dummy}, {name: one}, {name: dummy}], tags: [x, dummy]}}}";
    let objects = "  - {target: \"$.paths.*.get.parameters[?@.name == 'dummy']\", remove: true}\n";
    let without = "paths: {/a: {get: {parameters: [{name: one}], tags: [x, dummy]}}}";
    assert_eq!(changed("1.0.0", spec, objects), Some(yaml(without)));
    let both = format!("{objects}  - {{target: \"$.paths.*.get.tags[?@ == 'dummy']\", remove: true}}\n");
    assert_eq!(changed("1.1.0", spec, &both), Some(yaml("paths: {/a: {get: {parameters: [{name: one}], tags: [x]}}}")));
    // Values and what is in them at once, out of order.
    let nested = "  - {target: \"$['l', 'm']['k', 0, 2, 1]\", remove: true}\n";
    assert_eq!(
        changed("1.1.0", "{l: [a, {k: 1}, c, d], m: {k: {k: 1}, z: 1}}", nested),
        Some(yaml("{l: [d], m: {z: 1}}"))
    );
    let everywhere = "  - {target: $..a, remove: true}\n";
    assert_eq!(changed("1.0.0", "{a: {a: {}}, b: [{a: []}, {c: 1}]}", everywhere), Some(yaml("{b: [{}, {c: 1}]}")));
}

#[test]
fn removing_wins_over_updating_and_false_removes_nothing() {
    let actions = "  - {target: $.a, update: {b: 1}, remove: true}\n";
    assert_eq!(changed("1.0.0", "{a: {}, c: 1}", actions), Some(yaml("{c: 1}")));
    let actions = "  - {target: $.a, update: {b: 1}, remove: false}\n";
    assert_eq!(changed("1.0.0", "{a: {}, c: 1}", actions), Some(yaml("{a: {b: 1}, c: 1}")));
    assert_eq!(changed("1.1.0", "{a: {}}", "  - {target: $.a, remove: false}\n"), Some(yaml("{a: {}}")));
}

#[test]
fn a_list_is_replaced_in_two_actions() {
    let actions = "  - {target: $.servers, remove: true}\n  - {target: $, update: {servers: [{url: b}]}}\n";
    assert_eq!(changed("1.0.0", "servers: [{url: a}]", actions), Some(yaml("servers: [{url: b}]")));
}

#[test]
fn traits_say_where_to_add() {
    let spec = "
paths:
  /items: {get: {x-oai-traits: [paged]}}
  /sub: {get: {x-oai-traits: [paged], parameters: [{name: id}]}}
  /other: {get: {}}
";
    let actions = "
  - target: $.paths[?(@.get['x-oai-traits'][?(@ == 'paged')])].get
    update: {parameters: [{name: top}, {name: skip}]}
";
    let expected = "
paths:
  /items: {get: {x-oai-traits: [paged], parameters: [{name: top}, {name: skip}]}}
  /sub: {get: {x-oai-traits: [paged], parameters: [{name: id}, {name: top}, {name: skip}]}}
  /other: {get: {}}
";
    assert_eq!(changed("1.0.0", spec, actions), Some(yaml(expected)));
}

#[test]
fn a_copy_is_merged_as_an_update_is() {
    let onto = "  - {target: '$.paths[\"/some-items\"]', copy: '$.paths[\"/items\"]'}\n";
    let result = changed("1.1.0", ITEMS, onto).expect("the overlay is right");
    let ok = json!({"responses": {"200": {"description": "OK"}}});
    assert_eq!(result["paths"]["/some-items"], json!({"delete": ok, "get": ok}));
    assert_eq!(result["paths"]["/items"], json!({"get": ok}));

    let renamed = "
  - {target: $.paths, update: {/new-items: {}}}
  - {target: '$.paths[\"/new-items\"]', copy: '$.paths[\"/items\"]'}
  - {target: '$.paths[\"/items\"]', remove: true}
";
    let result = changed("1.1.0", ITEMS, renamed).expect("the overlay is right");
    assert_eq!(result["paths"], json!({"/some-items": {"delete": ok}, "/new-items": {"get": ok}}));

    // What is copied is what was there before the action, even into itself.
    let result = changed("1.1.0", "{a: {b: {c: 1}}}", "  - {target: $.a.b, copy: $.a}\n");
    assert_eq!(result, Some(yaml("{a: {b: {c: 1, b: {c: 1}}}}")));
}

#[test]
fn a_copy_has_one_source() {
    for actions in [
        "  - {target: $.paths, copy: $.nowhere}\n",
        "  - {target: $.paths, copy: $.paths.*}\n",
        "  - {target: $.paths, copy: $.paths, update: {}}\n",
    ] {
        assert_eq!(changed("1.1.0", ITEMS, actions), None, "{actions}");
    }
    assert_eq!(changed("1.0.0", ITEMS, "  - {target: $.paths, copy: $.paths}\n"), None);
}

#[test]
fn kinds_that_do_not_fit_are_refused() {
    let spec = "{map: {list: [], text: a, map: {}}, list: [1], other: {}}";
    for actions in [
        "  - {target: $.map, update: {list: {}}}\n",
        "  - {target: $.map, update: {list: a}}\n",
        "  - {target: $.map, update: {text: []}}\n",
        "  - {target: $.map, update: {text: {}}}\n",
        "  - {target: $.map, update: {map: []}}\n",
        "  - {target: $.map, update: {map: 1}}\n",
        "  - {target: $.map, update: [1]}\n",
        "  - {target: $.map, update: 1}\n",
        "  - {target: $.map, update: }\n",
        "  - {target: $.list, update: }\n",
        "  - {target: $.map.text, update: {}}\n",
        "  - {target: \"$['map', 'list']\", update: {}}\n",
        "  - {target: $, remove: true}\n",
        "  - {target: $.nowhere, remove: true}\n",
    ] {
        assert_eq!(changed("1.1.0", spec, actions), None, "{actions}");
    }
    // `null` is nothing: it is replaced by anything, and changes no more than that.
    let nothing = "  - {target: $, update: {a: {b: 1}, c: , d: }}\n";
    assert_eq!(changed("1.1.0", "{a: , c: {e: 1}, d: 1}", nothing), Some(yaml("{a: {b: 1}, c: {e: 1}, d: }")));
}

#[test]
fn overlays_follow_one_another() {
    let first = overlay("1.0.0", "  - {target: $, update: {a: {b: 1}}}\n");
    let second = overlay("1.1.0", "  - {target: $.a.b, update: 2}\n");
    assert_eq!(laid("{}", &[first.clone(), second.clone()]), Some(yaml("{a: {b: 2}}")));
    assert_eq!(laid("{}", &[second, first]), None);
}

#[test]
fn what_is_added_is_bounded() {
    let doubling = "  - {target: $.l, copy: $.l}\n";
    assert!(changed("1.1.0", "l: [x]", &doubling.repeat(10)).is_some());
    assert_eq!(changed("1.1.0", "l: [x]", &doubling.repeat(60)), None, "copies of copies");
    let mut deep = "1".to_owned();
    for _ in 0..100 {
        deep = format!("{{a: {deep}}}");
    }
    assert!(changed("1.1.0", "{b: {}}", &format!("  - {{target: $.b, update: {deep}}}\n")).is_some());
    let copy = format!("  - {{target: $.b, update: {deep}}}\n  - {{target: $.b{}, copy: $.b}}\n", ".a".repeat(99));
    assert_eq!(changed("1.1.0", "{b: {}}", &copy), None, "too deep");
}

#[test]
fn every_mistake_of_an_overlay_is_told_with_its_place() {
    let text = "overlay: 1.0.0
info: {titel: t, version: 1.0.0}
action: []
actions:
  - target: $.paths['/a'
    update: {}
  - {target: $.paths}
  - {target: $.paths, updates: {}, remove: yes}
  - {target: $.paths, copy: $.info}
  - {remove: true, remove: true}
  - no
";
    let expected = [
        ("invalid-overlay", 2, 1),
        ("invalid-overlay", 2, 8),
        ("invalid-overlay", 3, 1),
        ("invalid-overlay", 5, 13),
        ("invalid-overlay", 7, 5),
        ("invalid-overlay", 8, 23),
        ("invalid-overlay", 8, 44),
        ("invalid-overlay", 9, 29),
        ("duplicate-key", 10, 28),
        ("invalid-overlay", 10, 5),
        ("invalid-overlay", 11, 5),
    ];
    let mut found = findings(text);
    found.sort_by_key(|it| (it.1, it.2));
    let mut expected = expected.to_vec();
    expected.sort_by_key(|it| (it.1, it.2));
    assert_eq!(found, expected, "{}", report(text));
    assert!(report(text).to_string().contains("did you mean `actions`?"));
}

#[test]
fn what_is_no_overlay_is_told_to_be_none() {
    for (text, rule) in [
        ("openapi: 3.0.3\n", "invalid-overlay"),
        ("- a\n", "invalid-overlay"),
        ("just text\n", "invalid-overlay"),
        ("overlay: 1.2.0\n", "unsupported-version"),
        ("overlay: 1.0\n", "unsupported-version"),
        ("overlay: 1.0.\n", "unsupported-version"),
        ("overlay: 2.0.0\n", "unsupported-version"),
        ("overlay: [\n", "syntax"),
        ("\n", "unreadable"),
    ] {
        let found = report(text);
        assert_eq!(found.findings()[0].rule.name(), rule, "{text}: {found}");
    }
}

#[test]
fn an_action_points_into_the_overlay_and_to_what_it_meets() {
    let text =
        overlay("1.1.0", "  - target: $.nowhere\n    remove: true\n  - target: $\n    update:\n      tags: {}\n");
    assert_eq!(findings(&text), [("unmatched-action", 4, 13), ("incompatible-update", 8, 7)]);
    let report = report(&text).to_string();
    assert!(report.contains("openapi.yaml:4:1") && report.contains("this is a list"), "{report}");
}
