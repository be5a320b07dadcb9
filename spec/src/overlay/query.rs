//! `JSONPath` (RFC 9535): what an action selects.

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::pointer::Pointer;

/// The library parses by recursion, and takes twice as long for each filter in a filter.
const LONGEST: usize = 2_000;
const DEEPEST: usize = 16;
const MOST_FILTERS: usize = 8;
/// A descent looks at everything below; one in a filter does so for every value that is tested.
const MOST_DESCENTS: usize = 2;
/// How many selectors may follow on one another: those of the brackets, multiplied.
const MOST_COMBINATIONS: usize = 1_000;

/// A query that was understood.
#[derive(Debug)]
pub(super) struct Query(JsonPath);

impl Query {
    /// Reads a query; the error is in words.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        check(text)?;
        JsonPath::parse(text).map(Self).map_err(|error| {
            let read = text.get(..error.position()).filter(|read| !read.is_empty());
            let behind = read.map(|read| format!(", behind `{read}`")).unwrap_or_default();
            format!("{}{behind}", error.message())
        })
    }

    /// Where the values that it selects stand, each once.
    pub(super) fn select(&self, value: &Value) -> Vec<Pointer> {
        let found = self.0.query_located(value).dedup();
        found.locations().filter_map(|location| Pointer::parse(&location.to_json_pointer()).ok()).collect()
    }
}

/// Refuses what would take the library long, by the text alone.
fn check(text: &str) -> Result<(), String> {
    if text.len() > LONGEST {
        return Err(format!("it is longer than {LONGEST} bytes"));
    }
    // Open brackets: the number of selectors so far; of a parenthesis nothing is counted.
    let mut open: Vec<Option<usize>> = Vec::new();
    let (mut filters, mut descents, mut combinations) = (0, 0, 1_usize);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\'' | '"' => skip_quoted(&mut signs, sign),
            '[' => open.push(Some(1)),
            '(' => open.push(None),
            ']' | ')' => {
                combinations = combinations.saturating_mul(open.pop().flatten().unwrap_or(1));
            }
            ',' => {
                if let Some(Some(selectors)) = open.last_mut() {
                    *selectors += 1;
                }
            }
            '?' => filters += 1,
            '.' if signs.peek() == Some(&'.') && open.is_empty() => descents += 1,
            '.' if signs.peek() == Some(&'.') => return Err("`..` is not read within a filter".to_owned()),
            _ => {}
        }
        if open.len() > DEEPEST {
            return Err(format!("more than {DEEPEST} brackets are open at once"));
        }
    }
    if filters > MOST_FILTERS {
        return Err(format!("it has more than {MOST_FILTERS} filters"));
    }
    if descents > MOST_DESCENTS {
        return Err(format!("it has more than {MOST_DESCENTS} times `..`"));
    }
    if combinations > MOST_COMBINATIONS {
        return Err(format!("its selectors make more than {MOST_COMBINATIONS} combinations"));
    }
    Ok(())
}

fn skip_quoted(signs: &mut impl Iterator<Item = char>, quote: char) {
    while let Some(sign) = signs.next() {
        if sign == '\\' {
            signs.next();
        } else if sign == quote {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn selected(query: &str, value: &Value) -> Vec<String> {
        Query::parse(query).expect("tests write queries").select(value).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn locations_are_pointers() {
        let value = json!({"paths": {"/a~b": {"get": [{"x": 1}, {"x": 2}]}}});
        assert_eq!(selected("$.paths['/a~b'].get[?@.x == 2]", &value), ["/paths/~1a~0b/get/1"]);
        assert_eq!(selected("$", &value), [""]);
        assert_eq!(selected("$['paths', 'paths']", &value), ["/paths"]);
        assert_eq!(selected("$.nowhere", &value), Vec::<String>::new());
    }

    #[test]
    fn functions_of_regular_expressions() {
        let value = json!({"of": [{"id": "getOrder"}, {"id": "GetÄrger"}, {"id": "get"}, {"id": 5}, {"id": "a\nget"}]});
        for (query, expected) in [
            ("match(@.id, 'get')", &["/of/2"] as &[_]),
            ("match(@.id, 'get|Order')", &["/of/2"]),
            ("match(@.id, '[Gg]et\\\\p{Lu}.*')", &["/of/0", "/of/1"]),
            ("match(@.id, '(?i)GETÄ.{4}')", &["/of/1"]),
            ("match(@.id, '\\\\w+')", &["/of/0", "/of/1", "/of/2"]),
            ("search(@.id, 'rde|ärg')", &["/of/0"]),
            ("search(@.id, 'get')", &["/of/0", "/of/2", "/of/4"]),
            // What is no expression, and what is no text, says nothing.
            ("match(@.id, '(')", &[]),
            ("search(@.id, 5)", &[]),
            ("!search(@.id, '.')", &["/of/3"]),
        ] {
            assert_eq!(selected(&format!("$.of[?{query}]"), &value), expected, "{query}");
        }
        assert!(Query::parse("$[?match(@.id)]").is_err() && Query::parse("$[?match(@.id, 'a') == true]").is_err());
    }

    #[test]
    fn the_librarys_words_and_how_far_it_came() {
        let error = Query::parse("$.paths['/a'").err();
        assert_eq!(error.as_deref(), Some("in long-hand segment, expected closing ']', behind `$.paths['/a'`"));
        assert!(Query::parse("paths").is_err() && Query::parse("").is_err() && Query::parse("$.x-y").is_err());
    }

    #[test]
    fn what_would_take_long_is_refused_at_once() {
        for (text, words) in [
            (format!("${}", ".a".repeat(2_000)), "longer than 2000 bytes"),
            (format!("$[?{}@.a{}]", "(".repeat(100), ")".repeat(100)), "16 brackets"),
            (format!("${}{}", "[?@".repeat(10), "]".repeat(10)), "8 filters"),
            ("$..a..b..c".to_owned(), "times `..`"),
            ("$[?$..a]".to_owned(), "within a filter"),
            (format!("${}", "[*,*,*]".repeat(7)), "combinations"),
        ] {
            let error = Query::parse(&text).err();
            assert!(error.as_deref().is_some_and(|error| error.contains(words)), "{text}: {error:?}");
        }
        assert!(Query::parse("$['a..b', \"?[(\", 'it\\'s']").is_ok());
    }
}
