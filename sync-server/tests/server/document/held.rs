//! The document, and values held against it: strictly, so that what it does not name is wrong as well. It knows afterwards
//! what no value had.

use serde_json::{Map, Value, json};
use shared::clock::BusinessDay;
use std::collections::BTreeSet;
use sync_server::openapi;
use uuid::Uuid;

/// Places of schemas: `TillView/name`, `Reviews/missing[]`, `Writer|1`.
type Places = BTreeSet<String>;

/// The document, and the places of its schemas that a value was seen at.
pub struct Document {
    pub json: Value,
    seen: Places,
}

impl Document {
    pub fn new() -> Self {
        Self {
            json: openapi::document(),
            seen: Places::new(),
        }
    }

    /// Panics where the value is not what a schema of this name says.
    pub fn hold(&mut self, name: &str, value: &Value) {
        self.hold_schema(&named(name), value, name);
    }

    /// What is wrong with a value that is to be of this schema.
    pub fn misfit(&self, name: &str, value: &Value) -> Option<String> {
        self.places(&named(name), value, name).err()
    }

    /// The same for a schema that stands at this place of the document.
    pub fn hold_schema(&mut self, schema: &Value, value: &Value, place: &str) {
        match self.places(schema, value, place) {
            Ok(seen) => self.seen.extend(seen),
            Err(wrong) => panic!("{wrong}\nin {value:#}"),
        }
    }

    pub fn schema(&self, name: &str) -> &Value {
        let schema = &self.json["components"]["schemas"][name];
        assert!(schema.is_object(), "{name} is not described");
        schema
    }

    /// The places of all named schemas that no value was at.
    pub fn unseen(&self) -> Vec<String> {
        let mut all = Places::new();
        for (name, schema) in self.json["components"]["schemas"].as_object().unwrap() {
            all.insert(name.clone());
            every_place(schema, name, &mut all);
        }
        all.difference(&self.seen).cloned().collect()
    }

    /// The places that a value takes, or what is wrong with it.
    fn places(&self, schema: &Value, value: &Value, place: &str) -> Result<Places, String> {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.trim_start_matches("#/components/schemas/");
            let mut places = self.places(self.schema(name), value, name)?;
            places.insert(name.to_owned());
            return Ok(places);
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            return self.choice(choices, value, place);
        }
        if let Some(word) = schema.get("const") {
            let right = value == word;
            return right.then(Places::new).ok_or_else(|| wrong(place, schema));
        }
        match (schema["type"].as_str(), value) {
            (Some("object"), Value::Object(fields)) => self.object(schema, fields, place),
            (Some("array"), Value::Array(items)) => self.array(schema, items, place),
            (Some("string"), Value::String(text)) if is_text(schema, text) => Ok(Places::new()),
            (Some("boolean"), Value::Bool(_)) | (Some("null"), Value::Null) => Ok(Places::new()),
            (Some("integer"), Value::Number(number)) if !number.is_f64() => Ok(Places::new()),
            _ => Err(wrong(place, schema)),
        }
    }

    fn choice(&self, choices: &[Value], value: &Value, place: &str) -> Result<Places, String> {
        let mut fitting = Vec::new();
        let mut misfits = String::new();
        for (index, schema) in choices.iter().enumerate() {
            let place = format!("{place}|{index}");
            match self.places(schema, value, &place) {
                Ok(mut places) => {
                    places.insert(place);
                    fitting.push(places);
                }
                Err(wrong) => misfits.push_str(&format!("\n  {wrong}")),
            }
        }
        match fitting.len() {
            1 => Ok(fitting.remove(0)),
            0 => Err(format!("{place} is none of its choices:{misfits}")),
            _ => Err(format!("{place} is more than one of its choices")),
        }
    }

    fn object(
        &self,
        schema: &Value,
        fields: &Map<String, Value>,
        place: &str,
    ) -> Result<Places, String> {
        let mut places = Places::new();
        if let Some(schema) = schema.get("additionalProperties") {
            let place = format!("{place}{{}}");
            for (key, value) in fields {
                let within = self.places(schema, value, &place);
                places.extend(within.map_err(|wrong| format!("{key}: {wrong}"))?);
                places.insert(place.clone());
            }
            return Ok(places);
        }
        if schema.get("properties").is_none() {
            return Ok(places);
        }
        for (name, value) in fields {
            let schema = &schema["properties"][name];
            let place = format!("{place}/{name}");
            if schema.is_null() {
                return Err(format!("{place} is not described"));
            }
            places.extend(self.places(schema, value, &place)?);
            places.insert(place);
        }
        for name in schema["required"].as_array().into_iter().flatten() {
            if !fields.contains_key(name.as_str().unwrap()) {
                return Err(format!("{place}/{name} is missing"));
            }
        }
        Ok(places)
    }

    fn array(&self, schema: &Value, items: &[Value], place: &str) -> Result<Places, String> {
        let mut places = Places::new();
        let members = schema["prefixItems"].as_array();
        if members.is_some_and(|members| members.len() != items.len()) {
            return Err(wrong(place, schema));
        }
        for (index, item) in items.iter().enumerate() {
            let (schema, place) = match members {
                Some(members) => (&members[index], format!("{place}({index})")),
                None => (&schema["items"], format!("{place}[]")),
            };
            places.extend(self.places(schema, item, &place)?);
            places.insert(place);
        }
        Ok(places)
    }
}

fn named(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn wrong(place: &str, schema: &Value) -> String {
    format!("{place} is not {schema}")
}

/// Whether a text has the format that is asked for.
fn is_text(schema: &Value, text: &str) -> bool {
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().any(|word| word == text);
    }
    if let Some(format) = schema["format"].as_str() {
        return match format {
            "uuid" => text.parse::<Uuid>().is_ok(),
            "date" => text.parse::<BusinessDay>().is_ok(),
            other => panic!("nobody here knows the format {other}"),
        };
    }
    let Some(pattern) = schema["pattern"].as_str() else {
        return true;
    };
    if pattern == r"^-?[0-9]+(\.[0-9]+)?$" {
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|sign| sign.is_ascii_digit());
        let mut parts = text.strip_prefix('-').unwrap_or(text).splitn(2, '.');
        return parts.all(digits);
    }
    let digits = pattern
        .strip_prefix("^[0-9a-f]{")
        .and_then(|rest| rest.strip_suffix("}$"));
    let digits: usize = digits.expect(pattern).parse().unwrap();
    let is_hex = |sign: u8| matches!(sign, b'0'..=b'9' | b'a'..=b'f');
    text.len() == digits && text.bytes().all(is_hex)
}

/// Every place within a schema, without what it refers to.
fn every_place(schema: &Value, place: &str, all: &mut Places) {
    let mut within = |place: String, schema: &Value| {
        every_place(schema, &place, all);
        all.insert(place);
    };
    for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
        within(format!("{place}/{name}"), schema);
    }
    let lists = [("oneOf", "|", ""), ("prefixItems", "(", ")")];
    for (list, before, after) in lists {
        for (index, schema) in schema[list].as_array().into_iter().flatten().enumerate() {
            within(format!("{place}{before}{index}{after}"), schema);
        }
    }
    for (key, sign) in [("items", "[]"), ("additionalProperties", "{}")] {
        if let Some(schema) = schema.get(key) {
            within(format!("{place}{sign}"), schema);
        }
    }
}
