//! What was published keeps its Rust name, whatever is added to the spec; without the lock, each of these additions renames.

use errbook_spec::{Catalog, Lock, Options, Report, Shape, read_text};

/// A spec with so many schemas of the codes, responses of the operations, and schemas of what the codes carry.
fn shop(codes: &str, paths: &str, schemas: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{title: Shop, version: '1'}}
paths:
{paths}
components:
  responses:
    Failed:
      description: It failed
      content: {{application/json: {{schema: {{$ref: '#/components/schemas/Error'}}}}}}
    Plain: {{description: It is not there}}
  schemas:
    Error:
      type: object
      required: [code, message]
      properties:
        code: {{type: string, enum: [{codes}]}}
        message: {{type: string}}
        details: {{type: object}}
{schemas}
"
    )
}

const PATHS: &str = "  /orders/{id}:
    get: {operationId: get_order, responses: {'409': {$ref: '#/components/responses/Failed'}, '404': {$ref: '#/components/responses/Plain'}}}";

const LIMIT: &str = "    Limit: {title: limit, type: object, required: [maxCount], properties: {maxCount: {type: integer}, kind: {type: string, enum: [soft, hard]}}}
x-error-codes:
  FULL: {status: 409, payload: {$ref: '#/components/schemas/Limit'}}";

/// What a spec says by the names of what was locked of another.
fn with_names_of(before: &str, after: &str) -> Result<Catalog, Report> {
    let reading = read_text("openapi.yaml", before, &Options::default()).expect("it is valid");
    let mut lock = Lock::new("errbook.lock");
    lock.record("shop", "openapi.yaml".as_ref(), reading.catalog());
    let lock = Lock::of_text("errbook.lock", &lock.text()).expect("it was just written");
    let mut options = Options::default();
    options.pins = lock.section("shop").map(errbook_spec::Section::pins);
    read_text("openapi.yaml", after, &options).map(|reading| reading.catalog().clone())
}

fn plainly(spec: &str) -> Catalog {
    read_text("openapi.yaml", spec, &Options::default()).expect("it is valid").catalog().clone()
}

fn status_names(catalog: &Catalog) -> Vec<&str> {
    catalog.statuses.iter().filter(|status| status.uncoded).map(|status| status.ident.as_str()).collect()
}

#[test]
fn a_codeless_kind_keeps_its_name_or_the_new_code_is_refused() {
    let before = shop("EMPTY, FULL", PATHS, "");
    let after = shop("EMPTY, FULL, NOT_FOUND", PATHS, "");
    assert_eq!(status_names(&plainly(&before)), ["NotFound"]);
    assert_eq!(status_names(&plainly(&after)), ["NotFoundStatus"]);
    let report = with_names_of(&before, &after).expect_err("the name is taken").to_string();
    for said in [
        "identifier-collision",
        "the code `NOT_FOUND` would be the variant `NotFound`, which was published for 404 without a code",
        "`.rename(\"NOT_FOUND\", \"NotFoundCode\")`",
        "openapi.yaml:",
    ] {
        assert!(report.contains(said), "no {said:?} in {report}");
    }
    // Where every answer of the status has the code now, the name is the code's.
    let coded = PATHS.replace("responses/Plain", "responses/Failed");
    let catalog = with_names_of(&before, &shop("EMPTY, FULL, NOT_FOUND", &coded, "")).expect("nothing else has it");
    assert!(catalog.codes.iter().any(|code| code.ident == "NotFound"));
    assert!(status_names(&catalog).is_empty());
    // What was told apart before stays so when the reason is gone.
    let catalog = with_names_of(&after, &before).expect("it is valid");
    assert_eq!(status_names(&catalog), ["NotFoundStatus"]);
}

#[test]
fn a_code_may_be_renamed_to_what_a_status_was_called() {
    let before = shop("EMPTY, FULL", PATHS, "");
    let reading = read_text("openapi.yaml", &before, &Options::default()).expect("it is valid");
    let mut options = Options::default();
    options.pins = Some(std::sync::Arc::new(reading.catalog().clone()));
    options.renames = vec![("FULL".to_owned(), "NotFound".to_owned())];
    let catalog = read_text("openapi.yaml", &before, &options).expect("somebody wants it so").catalog().clone();
    assert_eq!(status_names(&catalog), ["NotFoundStatus"]);
}

#[test]
fn the_type_of_an_operation_keeps_its_name() {
    let newer = "  /a: {get: {operationId: getOrder, responses: {'409': {$ref: '#/components/responses/Failed'}}}}\n";
    let (before, after) = (shop("EMPTY, FULL", PATHS, ""), shop("EMPTY, FULL", &format!("{newer}{PATHS}"), ""));
    let names = |catalog: &Catalog| {
        catalog
            .operations
            .iter()
            .map(|it| (it.id.clone(), it.ident.clone()))
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    assert_eq!(names(&plainly(&before))["get_order"], "GetOrder");
    assert_ne!(names(&plainly(&after))["get_order"], "GetOrder");
    let kept = names(&with_names_of(&before, &after).expect("it is valid"));
    assert_eq!((&*kept["get_order"], &*kept["getOrder"]), ("GetOrder", "GetA"));
}

/// A body that no component names is called after who answers with it, and others may come to do so.
#[test]
fn whole_bodies_keep_their_names() {
    let answers = "{description: Gone, content: {application/json: {schema: {type: object, properties: {reason: {type: string}}}}}}";
    let path = |name: &str| format!("  /{name}: {{get: {{operationId: {name}, responses: {{'410': {answers}}}}}}}\n");
    let before = shop("EMPTY, FULL", &format!("{}{PATHS}", path("read")), "");
    let after = shop("EMPTY, FULL", &format!("{}{}{PATHS}", path("find"), path("read")), "");
    let body = |catalog: &Catalog| {
        let read = catalog.operations.iter().find(|it| it.id == "read").expect("it is there");
        let content = &read.responses[0].content[0].ty;
        catalog.types[content.named().expect("it is a type of its own")].ident.clone()
    };
    assert_ne!(body(&plainly(&before)), body(&plainly(&after)), "it would be renamed");
    assert_eq!(body(&with_names_of(&before, &after).expect("it is valid")), body(&plainly(&before)));
}

#[test]
fn types_and_their_fields_keep_their_names() {
    let before = shop("EMPTY, FULL", PATHS, LIMIT);
    let other = "    limit: {type: object, properties: {reason: {type: string}}}\n";
    let fields = LIMIT
        .replace("maxCount]", "maxCount, max_count]")
        .replace("{maxCount:", "{max_count: {type: string}, maxCount:");
    let after = shop(
        "EMPTY, FULL",
        PATHS,
        &format!("{other}{fields}\n  EMPTY: {{status: 409, payload: {{$ref: '#/components/schemas/limit'}}}}"),
    );
    let carried = |catalog: &Catalog, wire: &str| {
        let index =
            catalog.code(wire).and_then(|code| code.payload.as_ref()?.ty.named()).expect("it is a type of its own");
        catalog.types[index].clone()
    };
    let fields = |catalog: &Catalog| match carried(catalog, "FULL").shape {
        Shape::Object(object) => object.fields.iter().map(|it| (it.wire.clone(), it.ident.clone())).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    let (old, new) = (plainly(&before), plainly(&after));
    assert_eq!(carried(&old, "FULL").ident, "Limit");
    assert_ne!(carried(&new, "FULL").ident, "Limit", "it would be renamed");
    assert_ne!(fields(&new).iter().find(|(wire, _)| wire == "maxCount"), fields(&old).first(), "so would its field");

    let kept = with_names_of(&before, &after).expect("it is valid");
    assert_eq!(
        (carried(&kept, "FULL").ident, carried(&kept, "EMPTY").ident),
        ("Limit".to_owned(), "Limit2".to_owned())
    );
    let named = |wire: &str| fields(&kept).into_iter().find(|it| it.0 == wire).map(|it| it.1);
    assert_eq!((named("maxCount").as_deref(), named("max_count").as_deref()), (Some("max_count"), Some("max_count_2")));
    // And it is generated.
    let reading = read_text("openapi.yaml", &before, &Options::default()).expect("it is valid");
    let mut lock = Lock::new("errbook.lock");
    lock.record("openapi", "openapi.yaml".as_ref(), reading.catalog());
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    for (name, text) in [("openapi.yaml", &after), ("errbook.lock", &lock.text())] {
        std::fs::write(folder.path().join(name), text).expect("the folder is ours");
    }
    let config = errbook_build::configure().lock(folder.path().join("errbook.lock"));
    let generated = config.generate(folder.path().join("openapi.yaml")).unwrap_or_else(|error| unreachable!("{error}"));
    assert!(generated.text().contains("pub struct Limit2") && generated.text().contains("pub max_count_2"));
}
