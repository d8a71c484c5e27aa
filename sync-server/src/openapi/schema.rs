//! Schemas from the few signs that the table writes them in: one grammar for bodies, answers and parameters.
//!
//! A type is `string`, `integer`, `boolean`, `null`, `uuid`, `date`, `time` (milliseconds since 1970), `money` (minor units),
//! `amount` (a decimal string), `hex32` (so many bytes), `=word` (just this word) or the name of a schema; `[type]` is a list,
//! `{type}` a map, `(type,type)` a list of just these, and `type|type` one of them. A field is `name:type`, and `name?:type`
//! where it may be left out.

use serde_json::{Map, Value, json};

/// How a schema of the table is written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// An object with these fields.
    Object(&'static str),
    /// An object with the fields of one of these lines.
    OneOf(&'static [&'static str]),
    /// One of these words.
    Words(&'static str),
}

impl Shape {
    /// As JSON Schema.
    pub(super) fn schema(self) -> Value {
        match self {
            Self::Object(fields) => object(fields),
            Self::OneOf(lines) => {
                let objects: Vec<Value> = lines.iter().copied().map(object).collect();
                json!({ "oneOf": objects })
            }
            Self::Words(words) => {
                let words: Vec<&str> = words.split_whitespace().collect();
                json!({ "type": "string", "enum": words })
            }
        }
    }
}

/// A field of an object, or a parameter.
pub(super) struct Field<'t> {
    /// Its name.
    pub(super) name: &'t str,
    /// Whether it may not be left out.
    pub(super) required: bool,
    /// Its type.
    pub(super) schema: Value,
}

/// The fields of a line of the table.
pub(super) fn fields(line: &str) -> impl Iterator<Item = Field<'_>> {
    line.split_whitespace().map(|field| {
        let (name, written) = field
            .split_once(':')
            .expect("a field of our own table has a type");
        let optional = name.strip_suffix('?');
        Field {
            name: optional.unwrap_or(name),
            required: optional.is_none(),
            schema: one_of(written),
        }
    })
}

fn object(line: &str) -> Value {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for field in fields(line) {
        properties.insert(field.name.to_owned(), field.schema);
        if field.required {
            required.push(field.name);
        }
    }
    let mut object = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

/// A reference to a schema of the table.
pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// The schema of a type.
pub(super) fn one_of(written: &str) -> Value {
    let choices: Vec<Value> = parts(written, '|').into_iter().map(one).collect();
    match <[Value; 1]>::try_from(choices) {
        Ok([only]) => only,
        Err(choices) => json!({ "oneOf": choices }),
    }
}

fn one(written: &str) -> Value {
    let inside = |open, close| written.strip_prefix(open)?.strip_suffix(close);
    if let Some(items) = inside('[', ']') {
        json!({ "type": "array", "items": one_of(items) })
    } else if let Some(values) = inside('{', '}') {
        json!({ "type": "object", "additionalProperties": one_of(values) })
    } else if let Some(members) = inside('(', ')') {
        let members: Vec<Value> = parts(members, ',').into_iter().map(one_of).collect();
        let count = members.len();
        json!({ "type": "array", "prefixItems": members, "minItems": count, "maxItems": count })
    } else if let Some(word) = written.strip_prefix('=') {
        json!({ "const": word })
    } else if let Some(bytes) = written
        .strip_prefix("hex")
        .and_then(|bytes| bytes.parse::<usize>().ok())
    {
        json!({ "type": "string", "pattern": format!("^[0-9a-f]{{{}}}$", 2 * bytes) })
    } else {
        named(written)
    }
}

fn named(name: &str) -> Value {
    match name {
        "string" | "integer" | "boolean" | "null" => json!({ "type": name }),
        "uuid" | "date" => json!({ "type": "string", "format": name }),
        "time" => json!({ "type": "integer", "description": "Milliseconds since 1970." }),
        "money" => json!({ "type": "integer", "description": "Whole minor units." }),
        "amount" => json!({ "type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$" }),
        name => reference(name),
    }
}

/// The parts between these signs, where they stand in no brackets.
fn parts(written: &str, between: char) -> Vec<&str> {
    let mut depth = 0_u32;
    let apart = |sign: char| {
        match sign {
            '[' | '{' | '(' => depth += 1,
            ']' | '}' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && sign == between
    };
    written.split(apart).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_nest_and_choices_in_them_stay_theirs() {
        let list = json!({ "type": "array", "items": { "type": "string" } });
        let either = json!({ "oneOf": [list, { "type": "null" }] });
        assert_eq!(one_of("[string]|null"), either);
        assert_eq!(
            one_of("{[string]|null}"),
            json!({ "type": "object", "additionalProperties": either })
        );
        let pair = one_of("(hex32,Head|null)");
        assert_eq!(pair["prefixItems"][0]["pattern"], "^[0-9a-f]{64}$");
        assert_eq!(pair["prefixItems"][1]["oneOf"][0], reference("Head"));
    }

    #[test]
    fn only_what_may_be_left_out_is_not_required() {
        let object = object("name:string note?:string|null");
        assert_eq!(object["required"], json!(["name"]));
        assert_eq!(
            object["properties"]["note"]["oneOf"][1],
            json!({ "type": "null" })
        );
        assert_eq!(super::object("note?:string").get("required"), None);
    }
}
