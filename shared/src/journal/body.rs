//! The body of an entry: bytes that are stored, hashed and sent exactly as they were written.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Compact JSON in nearly all cases; nothing but [`crate::event`] looks inside. On the wire it is a string, or
/// `{"base64": …}` where the bytes are not UTF-8, so that even what nobody can read arrives unchanged.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Body(pub Vec<u8>);

#[derive(Serialize, Deserialize)]
struct Bytes<'b> {
    base64: std::borrow::Cow<'b, str>,
}

impl Serialize for Body {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match std::str::from_utf8(&self.0) {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => Bytes {
                base64: STANDARD.encode(&self.0).into(),
            }
            .serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextOrBytes)
    }
}

/// Told apart by what comes: a buffer for either would be the dearest part of reading a push.
struct TextOrBytes;

impl<'de> Visitor<'de> for TextOrBytes {
    type Value = Body;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string, or an object with base64")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Body, E> {
        Ok(Body(text.as_bytes().to_vec()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Body, E> {
        Ok(Body(text.into_bytes()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Body, A::Error> {
        let bytes = Bytes::deserialize(MapAccessDeserializer::new(map))?;
        let bytes = STANDARD.decode(bytes.base64.as_bytes());
        bytes.map(Body).map_err(A::Error::custom)
    }
}
