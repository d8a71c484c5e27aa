//! The writing side.

use super::WireError;
use serde::ser::{self, Serialize};

/// The bytes of a value.
///
/// # Errors
/// A float, or a list that does not know its length.
pub fn to_bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, WireError> {
    let mut writer = Writer(Vec::new());
    value.serialize(&mut writer)?;
    Ok(writer.0)
}

/// Seven bits a byte, the lowest first.
struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, mut number: u64) {
        while number > 0x7F {
            self.0.push(0x80 | (number & 0x7F) as u8);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn length(&mut self, length: Option<usize>) -> Result<(), WireError> {
        self.number(length.ok_or(WireError::Unsupported)? as u64);
        Ok(())
    }

    fn with_length(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }
}

type Written = Result<(), WireError>;

impl<'a> ser::Serializer for &'a mut Writer {
    type Ok = ();
    type Error = WireError;
    type SerializeSeq = &'a mut Writer;
    type SerializeTuple = &'a mut Writer;
    type SerializeTupleStruct = &'a mut Writer;
    type SerializeTupleVariant = &'a mut Writer;
    type SerializeMap = &'a mut Writer;
    type SerializeStruct = &'a mut Writer;
    type SerializeStructVariant = &'a mut Writer;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_bool(self, value: bool) -> Written {
        self.0.push(u8::from(value));
        Ok(())
    }
    fn serialize_i8(self, value: i8) -> Written {
        self.serialize_i64(value.into())
    }
    fn serialize_i16(self, value: i16) -> Written {
        self.serialize_i64(value.into())
    }
    fn serialize_i32(self, value: i32) -> Written {
        self.serialize_i64(value.into())
    }
    /// Small numbers are short on both sides of zero.
    fn serialize_i64(self, value: i64) -> Written {
        self.number(((value << 1) ^ (value >> 63)).cast_unsigned());
        Ok(())
    }
    fn serialize_u8(self, value: u8) -> Written {
        self.serialize_u64(value.into())
    }
    fn serialize_u16(self, value: u16) -> Written {
        self.serialize_u64(value.into())
    }
    fn serialize_u32(self, value: u32) -> Written {
        self.serialize_u64(value.into())
    }
    fn serialize_u64(self, value: u64) -> Written {
        self.number(value);
        Ok(())
    }
    fn serialize_f32(self, _: f32) -> Written {
        Err(WireError::Unsupported)
    }
    fn serialize_f64(self, _: f64) -> Written {
        Err(WireError::Unsupported)
    }
    fn serialize_char(self, value: char) -> Written {
        self.serialize_u32(value.into())
    }
    fn serialize_str(self, value: &str) -> Written {
        self.with_length(value.as_bytes());
        Ok(())
    }
    fn serialize_bytes(self, value: &[u8]) -> Written {
        self.with_length(value);
        Ok(())
    }
    fn serialize_none(self) -> Written {
        self.serialize_bool(false)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        self.0.push(1);
        value.serialize(self)
    }
    fn serialize_unit(self) -> Written {
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Written {
        Ok(())
    }
    fn serialize_unit_variant(self, _: &'static str, index: u32, _: &'static str) -> Written {
        self.serialize_u32(index)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Written {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        index: u32,
        _: &'static str,
        value: &T,
    ) -> Written {
        self.number(index.into());
        value.serialize(self)
    }
    fn serialize_seq(self, length: Option<usize>) -> Result<Self, WireError> {
        self.length(length)?;
        Ok(self)
    }
    fn serialize_tuple(self, _: usize) -> Result<Self, WireError> {
        Ok(self)
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, WireError> {
        Ok(self)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        index: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, WireError> {
        self.number(index.into());
        Ok(self)
    }
    fn serialize_map(self, length: Option<usize>) -> Result<Self, WireError> {
        self.length(length)?;
        Ok(self)
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, WireError> {
        Ok(self)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        index: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, WireError> {
        self.number(index.into());
        Ok(self)
    }
}

/// Elements stand one behind the other.
macro_rules! elements {
    ($($trait:ident $method:ident),*) => { $(
        impl ser::$trait for &mut Writer {
            type Ok = ();
            type Error = WireError;
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
                value.serialize(&mut **self)
            }
            fn end(self) -> Written {
                Ok(())
            }
        }
    )* };
}
elements!(SerializeSeq serialize_element, SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field);

impl ser::SerializeMap for &mut Writer {
    type Ok = ();
    type Error = WireError;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        key.serialize(&mut **self)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value.serialize(&mut **self)
    }
    fn end(self) -> Written {
        Ok(())
    }
}

/// Before each field stands whether it is there.
macro_rules! fields {
    ($($trait:ident),*) => { $(
        impl ser::$trait for &mut Writer {
            type Ok = ();
            type Error = WireError;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Written {
                self.0.push(1);
                value.serialize(&mut **self)
            }
            fn skip_field(&mut self, _: &'static str) -> Written {
                self.0.push(0);
                Ok(())
            }
            fn end(self) -> Written {
                Ok(())
            }
        }
    )* };
}
fields!(SerializeStruct, SerializeStructVariant);
