//! What the Overlay Specification (1.0.0, 1.1.0) shows by example, done to what a spec says of errors: spec and
//! overlay give the list of the spec edited by hand.

use std::fs;
use std::process::{Command, Output};

use serde_json::Value;

/// A spec that every example begins with.
const SPEC: &str = "openapi: 3.1.0
info: {title: Library, version: '1'}
paths:
  /books:
    get:
      operationId: listBooks
      x-traits: [throttled]
      responses:
        '404': {$ref: '#/components/responses/Missing'}
    post:
      operationId: addBook
      responses:
        '409': {$ref: '#/components/responses/Taken'}
  /loans:
    get:
      operationId: listLoans
      responses:
        '404': {$ref: '#/components/responses/Missing'}
components:
  responses:
    Missing:
      description: It is not there
      content: {application/json: {schema: {$ref: '#/components/schemas/Missing'}}}
    Taken:
      description: It is there already
      content: {application/json: {schema: {$ref: '#/components/schemas/Taken'}}}
    Throttled:
      description: Too many requests
      content: {application/json: {schema: {$ref: '#/components/schemas/Throttled'}}}
  schemas:
    Missing: {type: object, required: [code], properties: {code: {type: string, enum: [NO_BOOK, NO_LOAN, NO_USE]}}}
    Taken: {type: object, required: [code], properties: {code: {type: string, enum: [BOOK_EXISTS]}}}
    Throttled: {type: object, required: [code], properties: {code: {type: string, enum: [SLOW_DOWN]}}}
";

const THROTTLED: &str = "        '429': {$ref: '#/components/responses/Throttled'}\n";

/// An example: the overlay's version and actions, and the same as replacements in the text of the spec.
struct Example<'e> {
    version: &'e str,
    actions: &'e str,
    edits: &'e [(&'e str, &'e str)],
}

impl Example<'_> {
    /// Checks that both ways lead to the same list, which is not that of the spec as it was.
    fn check(&self) {
        let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("it can be written");
        let mut edited = SPEC.to_owned();
        for (from, to) in self.edits {
            assert!(edited.contains(from), "{from:?} is not in {edited}");
            edited = edited.replace(from, to);
        }
        let Self { version, actions, .. } = self;
        let head = format!("overlay: {version}\ninfo: {{title: Library, version: 1.0.0}}\nactions:\n");
        write("spec.yaml", SPEC);
        write("edited.yaml", &edited);
        write("o.yaml", &format!("{head}{actions}"));
        let list = |arguments: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_errbook"));
            command.args(["list", "--format", "json"]).args(arguments).current_dir(folder.path());
            said(&command.output().expect("the command was built"))
        };
        let laid = list(&["spec.yaml", "--overlay", "o.yaml"]);
        assert_eq!(format!("{laid:#}"), format!("{:#}", list(&["edited.yaml"])));
        assert_ne!(laid, list(&["spec.yaml"]), "the overlay says something");
    }
}

/// A list without what depends on the files: places and the fingerprint.
fn said(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let mut list: Value = serde_json::from_slice(&output.stdout).expect("the list is JSON");
    list["api"].as_object_mut().and_then(|api| api.remove("fingerprint")).expect("there is a fingerprint");
    for code in list["codes"].as_array_mut().expect("there are codes") {
        code.as_object_mut().and_then(|code| code.remove("source")).expect("every code has a place");
    }
    list
}

#[test]
fn a_structured_overlay_mirrors_the_spec() {
    let actions = "
  - target: $
    update:
      info: {title: Library of Babel}
      x-error-codes: {NO_BOOK: {description: There are too many}}
      paths:
        /books:
          post:
            responses:
              '429': {$ref: '#/components/responses/Throttled'}
";
    let edits = [
        (
            "info: {title: Library,",
            "x-error-codes: {NO_BOOK: {description: There are too many}}\ninfo: {title: Library of Babel,",
        ),
        (
            "        '409': {$ref: '#/components/responses/Taken'}\n",
            "        '409': {$ref: '#/components/responses/Taken'}\n        '429': {$ref: '#/components/responses/Throttled'}\n",
        ),
    ];
    Example { version: "1.0.0", actions, edits: &edits }.check();
    Example { version: "1.1.0", actions, edits: &edits }.check();
}

#[test]
fn targeted_updates_change_one_place_each() {
    let actions = "
  - target: $.paths['/books'].get
    update: {operationId: findBooks}
  - target: $.components.responses.Missing
    update: {description: Nothing is known of it}
";
    let edits = [("listBooks", "findBooks"), ("It is not there", "Nothing is known of it")];
    Example { version: "1.0.0", actions, edits: &edits }.check();
    let actions = "
  - target: $.paths['/books'].get.operationId
    update: findBooks
  - target: $.components.responses.Missing.description
    update: Nothing is known of it
";
    Example { version: "1.1.0", actions, edits: &edits }.check();
}

#[test]
fn a_wildcard_updates_many_places() {
    let actions = "
  - target: $.paths.*.get
    update: {responses: {'429': {$ref: '#/components/responses/Throttled'}}}
";
    let missing = "        '404': {$ref: '#/components/responses/Missing'}\n";
    Example { version: "1.0.0", actions, edits: &[(missing, &format!("{missing}{THROTTLED}"))] }.check();
}

#[test]
fn lists_gain_and_lose_items() {
    let gain = "  - target: $..[?@.enum[0] == 'NO_BOOK'].enum\n    update: NO_READER\n";
    Example { version: "1.1.0", actions: gain, edits: &[("NO_USE]", "NO_USE, NO_READER]")] }.check();
    let gain = "  - target: $.components.schemas.Missing.properties.code\n    update: {enum: [NO_READER, NO_SHELF]}\n";
    Example { version: "1.0.0", actions: gain, edits: &[("NO_USE]", "NO_USE, NO_READER, NO_SHELF]")] }.check();
    let lose = "  - target: $.components.schemas.Missing.properties.code.enum[?@ == 'NO_USE']\n    remove: true\n";
    Example { version: "1.1.0", actions: lose, edits: &[(", NO_USE]", "]")] }.check();
    let replace = "
  - target: $.components.schemas.Missing.properties.code.enum
    remove: true
  - target: $.components.schemas.Missing.properties.code
    update: {enum: [LOST, NO_BOOK]}
";
    Example { version: "1.0.0", actions: replace, edits: &[("[NO_BOOK, NO_LOAN, NO_USE]", "[LOST, NO_BOOK]")] }.check();
}

#[test]
fn traits_say_where_an_update_applies() {
    let actions = "
  - target: $.paths[?(@.get['x-traits'][?(@ == 'throttled')])].get.responses
    update: {'429': {$ref: '#/components/responses/Throttled'}}
";
    let books = "x-traits: [throttled]\n      responses:\n";
    Example { version: "1.0.0", actions, edits: &[(books, &format!("{books}{THROTTLED}"))] }.check();
}

#[test]
fn a_copy_is_one_source_in_another_place() {
    let actions = "
  - target: $.paths['/loans']
    update: {post: {}}
  - target: $.paths['/loans'].post
    copy: $.paths['/books'].post
  - target: $.paths['/loans'].post.operationId
    update: addLoan
";
    let post = "    post:\n      operationId: addLoan\n      responses:\n        '409': {$ref: '#/components/responses/Taken'}\n";
    Example {
        version: "1.1.0",
        actions,
        edits: &[("components:\n  responses:", &format!("{post}components:\n  responses:"))],
    }
    .check();
}

#[test]
fn a_copy_and_a_removal_are_a_move() {
    let actions = "
  - target: $.paths
    update: {/titles: {}}
  - target: $.paths['/titles']
    copy: $.paths['/books']
  - target: $.paths['/books']
    remove: true
";
    let (head, rest) = SPEC.split_once("  /books:\n").expect("there are books");
    let (books, rest) = rest.split_once("  /loans:\n").expect("there are loans");
    let (loans, rest) = rest.split_once("components:\n").expect("there are components");
    let edited = format!("{head}  /loans:\n{loans}  /titles:\n{books}components:\n{rest}");
    Example { version: "1.1.0", actions, edits: &[(SPEC, &edited)] }.check();
}

/// The overlay that the guide shows, over a spec that forgot the code.
#[test]
fn the_example_of_the_guide_works() {
    let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/overlays/README.md");
    let guide = fs::read_to_string(guide).expect("the guide is there");
    let (_, overlay) = guide.split_once("```yaml\n").expect("the guide shows an overlay");
    let (overlay, _) = overlay.split_once("```").expect("it ends");
    let overlay: Value = serde_yaml::from_str(overlay).expect("it is YAML");
    let actions = overlay["actions"].as_array().expect("there are actions").iter();
    let actions = actions.map(|action| format!("  - {action}\n")).collect::<Vec<_>>().concat();
    let actions = actions.replace("ErrorCode", "Throttled.properties.code");
    let throttle = "  - {target: \"$.paths['/loans'].get.responses\", update: {5XX: {$ref: '#/components/responses/Throttled'}}}\n";
    let known = "x-error-codes: {SHOP_CLOSED: {status: 503, retry: {after: [header], attempts: 3}}}\n";
    let loans = "listLoans\n      responses:\n";
    let edits = [
        ("[SLOW_DOWN]", "[SLOW_DOWN, SHOP_CLOSED]"),
        ("openapi: 3.1.0\n", &format!("openapi: 3.1.0\n{known}")),
        (loans, &format!("{loans}        5XX: {{$ref: '#/components/responses/Throttled'}}\n")),
    ];
    Example { version: "1.0.0", actions: &format!("{throttle}{actions}"), edits: &edits }.check();
}
